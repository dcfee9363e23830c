import {
  type AdminAccount,
  DisableOrganizationAdminAccountCommand,
  EnableOrganizationAdminAccountCommand,
} from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useApp, useLook } from '../../state/app.ts';

interface Props {
  readonly administrators: readonly AdminAccount[];
  onChanged(): void;
}

/** The account that administers GuardDuty for the organisation: named, or given up. */
export function DelegatedAdministrator({ administrators, onChanged }: Props) {
  const words = useLook().text.organization;
  const { guardduty, notify } = useApp();
  const [asked, setAsked] = useState<string>();
  const [current] = administrators;
  async function disable() {
    const AdminAccountId = asked ?? '';
    await guardduty.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId }));
    notify('success', words.disabled);
    setAsked(undefined);
    onChanged();
  }
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.administratorHelp}
          actions={
            current && (
              <Button onClick={() => setAsked(current.AdminAccountId)}>{words.disable}</Button>
            )
          }
        >
          {words.administrator}
        </Header>
      }
    >
      {current ? (
        <Box variant="awsui-value-large">{current.AdminAccountId}</Box>
      ) : (
        <NameAdministrator onChanged={onChanged} />
      )}
      {asked !== undefined && (
        <ConfirmDialog
          title={words.disableConfirm(asked)}
          submit={words.disable}
          onDismiss={() => setAsked(undefined)}
          onSubmit={disable}
        >
          {words.disableHelp}
        </ConfirmDialog>
      )}
    </Container>
  );
}

function NameAdministrator({ onChanged }: Pick<Props, 'onChanged'>) {
  const { text } = useLook();
  const words = text.organization;
  const { guardduty, notify } = useApp();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isWorking, setWorking] = useState(false);
  async function name(event: FormEvent) {
    event.preventDefault();
    const AdminAccountId = typed.trim();
    const isAccount = /^\d{12}$/.test(AdminAccountId);
    setWrong(!isAccount);
    if (!isAccount || isWorking) return;
    setWorking(true);
    try {
      await guardduty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId }));
      notify('success', words.named);
      onChanged();
    } catch (error) {
      notify('error', error);
    }
    setWorking(false);
  }
  return (
    <form onSubmit={name} noValidate>
      <SpaceBetween size="s">
        <FormField
          label={text.shell.roleAccount}
          errorText={isWrong ? text.shell.roleAccountInvalid : undefined}
        >
          <Input
            inputMode="numeric"
            value={typed}
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
        <Button formAction="submit" variant="primary" loading={isWorking}>
          {words.name}
        </Button>
      </SpaceBetween>
    </form>
  );
}
