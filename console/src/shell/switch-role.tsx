import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApp, useLook } from '../state/app.ts';

const ORGANIZATION_ROLE = 'OrganizationAccountAccessRole';

/** Asks for an account and a role to act as. */
export function SwitchRole({ onDismiss }: { readonly onDismiss: () => void }) {
  const words = useLook().text.shell;
  const { switchRole } = useApp();
  const [accountId, setAccountId] = useState('');
  const [roleName, setRoleName] = useState(ORGANIZATION_ROLE);
  const [isAsked, setAsked] = useState(false);
  const isAccount = /^\d{12}$/.test(accountId.trim());
  const isRole = /^[\w+=,.@-]{1,64}$/.test(roleName.trim());
  function submit(event?: FormEvent) {
    event?.preventDefault();
    setAsked(true);
    if (!isAccount || !isRole) return;
    switchRole({ accountId: accountId.trim(), roleName: roleName.trim() });
    onDismiss();
  }
  return (
    <Modal
      visible
      onDismiss={onDismiss}
      header={words.roleTitle}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {words.cancel}
            </Button>
            <Button variant="primary" onClick={() => submit()}>
              {words.switchRole}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form onSubmit={submit}>
        <SpaceBetween size="m">
          <Box variant="p">{words.roleHelp}</Box>
          <FormField
            label={words.roleAccount}
            errorText={isAsked && !isAccount ? words.roleAccountInvalid : undefined}
          >
            <Input
              inputMode="numeric"
              value={accountId}
              onChange={({ detail }) => setAccountId(detail.value)}
            />
          </FormField>
          <FormField
            label={words.roleName}
            errorText={isAsked && !isRole ? words.roleNameInvalid : undefined}
          >
            <Input value={roleName} onChange={({ detail }) => setRoleName(detail.value)} />
          </FormField>
          <input type="submit" hidden />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
