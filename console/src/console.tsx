import { ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useCallback, useMemo, useRef, useState } from 'react';
import { createClients, providerFor, type Role } from './api/clients.ts';
import { type SignIn, signOut } from './api/session.ts';
import { Shell } from './shell/shell.tsx';
import { type App, AppContext, useLook } from './state/app.ts';
import { readRole, storeRole } from './state/role.ts';
import { go, hrefOf } from './state/router.ts';
import { useLoad } from './state/use-load.ts';
import { wordsOfError } from './state/words-of-error.ts';

interface Props {
  readonly signIn: SignIn;
  onSignOut(): void;
}

/** Everything behind the sign-in: who acts where, with which clients. */
export default function Console({ signIn, onSignOut }: Props) {
  const { preferences } = useLook();
  const { region } = preferences;
  const [role, setRole] = useState(readRole);
  const { items, notify } = useNotices();
  const clients = useMemo(() => createClients(providerFor(role), region), [role, region]);
  const accountId = role?.accountId ?? signIn.accountId;
  const place = `${accountId} ${role?.roleName ?? ''} ${region}`;
  const detector = useLoad(place, async () => {
    const { DetectorIds } = await clients.guardduty.send(new ListDetectorsCommand({}));
    return { id: DetectorIds?.[0] };
  });
  const switchRole = useCallback((wanted: Role | undefined) => {
    storeRole(wanted);
    setRole(wanted);
    go(hrefOf(''));
  }, []);
  const app: App = {
    ...clients,
    accountId,
    who: signIn.userName ?? 'root',
    role,
    detectorId: detector.data?.id,
    reloadDetector: detector.reload,
    switchRole,
    signOut: () => {
      storeRole(undefined);
      signOut().then(onSignOut, onSignOut);
    },
    notify,
  };
  return (
    <AppContext value={app}>
      <Shell
        key={place}
        notices={<Flashbar items={items} stackItems />}
        isReady={detector.data !== undefined}
        problem={detector.error}
      />
    </AppContext>
  );
}

/** Messages of the moment, the newest first; good news goes by itself when more comes. */
function useNotices() {
  const { text } = useLook();
  const [items, setItems] = useState<readonly FlashbarProps.MessageDefinition[]>([]);
  const next = useRef(0);
  const notify = useCallback<App['notify']>(
    (type, content) => {
      next.current += 1;
      const id = `notice-${next.current}`;
      const dismiss = () => setItems((before) => before.filter((one) => one.id !== id));
      const item: FlashbarProps.MessageDefinition = {
        id,
        type,
        content: content instanceof Error ? wordsOfError(content, text) : String(content),
        dismissible: true,
        dismissLabel: text.shell.dismiss,
        onDismiss: dismiss,
      };
      setItems((before) => [item, ...before.filter((one) => one.type !== 'success')].slice(0, 5));
    },
    [text],
  );
  return { items, notify };
}
