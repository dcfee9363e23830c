import Button from '@cloudscape-design/components/button';
import { leaveForProvider, readProvider } from '../../api/session.ts';
import { useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';

/** The way in by an identity provider, where the operator has set one up. */
export function Provider() {
  const words = useLook().text.signIn;
  const { data: name } = useLoad('provider', readProvider);
  if (name === undefined) return null;
  return (
    <Button variant="primary" fullWidth onClick={leaveForProvider}>
      {words.byProvider(name)}
    </Button>
  );
}
