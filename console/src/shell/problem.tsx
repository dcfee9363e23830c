import Alert from '@cloudscape-design/components/alert';
import { useLook } from '../state/app.ts';
import type { Loaded } from '../state/use-load.ts';
import { wordsOfError } from '../state/words-of-error.ts';

type Props = Pick<Loaded<unknown>, 'error'> & Partial<Pick<Loaded<unknown>, 'data'>>;

/** Why something went wrong, and whether what is shown is of before; nothing where it went well. */
export function Problem({ error, data }: Props) {
  const { text } = useLook();
  if (error === undefined) return null;
  return (
    <Alert type="error" header={data !== undefined && text.shell.stale}>
      {wordsOfError(error, text)}
    </Alert>
  );
}
