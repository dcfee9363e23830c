import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import { useLook } from '../../state/app.ts';
import { go } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { TypeName } from '../findings/type-name.tsx';

export interface Ranked {
  readonly name: string;
  readonly count: number;
  /** The findings behind the number. */
  readonly href?: string;
}

interface Props {
  readonly title: string;
  readonly rows: readonly Ranked[] | undefined;
}

/** Most first. */
export function Ranking({ title, rows }: Props) {
  const { text } = useLook();
  const format = useFormat();
  return (
    <Container fitHeight header={<Header variant="h2">{title}</Header>}>
      {rows === undefined && text.shell.loading}
      {rows?.length === 0 && <Box color="text-body-secondary">{text.summary.none}</Box>}
      <ol className="ranking">
        {rows?.map(({ name, count, href }) => (
          <li key={name}>
            <span className="from-log">
              {href === undefined ? (
                name || text.shell.none
              ) : (
                <Link
                  href={href}
                  onFollow={(event) => {
                    event.preventDefault();
                    go(href);
                  }}
                >
                  <TypeName type={name} />
                </Link>
              )}
            </span>
            <strong>{format.number(count)}</strong>
          </li>
        ))}
      </ol>
    </Container>
  );
}
