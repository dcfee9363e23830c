import TextFilter, { type TextFilterProps } from '@cloudscape-design/components/text-filter';
import { useLook } from '../state/app.ts';

interface Props extends Pick<TextFilterProps, 'filteringText' | 'onChange'> {
  /** What is looked for. */
  readonly label: string;
  /** How many were found. */
  readonly count: number;
}

/** Looks for rows of a table by a text. */
export function Search({ label, count, ...rest }: Props) {
  const { text } = useLook();
  return (
    <TextFilter
      {...rest}
      filteringPlaceholder={label}
      filteringAriaLabel={label}
      countText={text.shell.matches(count)}
    />
  );
}
