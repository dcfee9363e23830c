import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { SessionError, type SignIn, signInByKey } from '../../api/session.ts';
import { Problem } from '../../shell/problem.tsx';
import { useLook } from '../../state/app.ts';
import { LookPicker } from './look-picker.tsx';
import { Provider } from './provider.tsx';

interface Props {
  readonly problem: SessionError | undefined;
  onSignIn(signIn: SignIn): void;
}

export default function SignInPage({ problem, onSignIn }: Props) {
  const { text } = useLook();
  const words = text.signIn;
  const [accessKeyId, setAccessKeyId] = useState('');
  const [secret, setSecret] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [failure, setFailure] = useState(problem);
  const isMissing = (value: string) => isAsked && value.trim() === '';
  async function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (accessKeyId.trim() === '' || secret.trim() === '') return;
    setWorking(true);
    setFailure(undefined);
    try {
      onSignIn(await signInByKey(accessKeyId.trim(), secret.trim()));
    } catch (error) {
      setFailure(error instanceof SessionError ? error : new SessionError('unknown', `${error}`));
      setWorking(false);
    }
  }
  return (
    <main className="sign-in">
      <SpaceBetween size="l">
        <Box textAlign="center" fontSize="display-l" fontWeight="bold" color="text-status-info">
          Vedette
        </Box>
        <Provider />
        <form onSubmit={submit} noValidate>
          <Form
            actions={
              <Button variant="primary" formAction="submit" loading={isWorking}>
                {words.submit}
              </Button>
            }
          >
            <Container
              header={
                <Header variant="h1" description={words.help}>
                  {words.title}
                </Header>
              }
            >
              <SpaceBetween size="l">
                <Problem error={failure} />
                <KeyFields
                  {...{ accessKeyId, setAccessKeyId, secret, setSecret }}
                  isMissing={isMissing}
                />
              </SpaceBetween>
            </Container>
          </Form>
        </form>
        <LookPicker />
      </SpaceBetween>
    </main>
  );
}

interface FieldProps {
  readonly accessKeyId: string;
  readonly secret: string;
  setAccessKeyId(value: string): void;
  setSecret(value: string): void;
  isMissing(value: string): boolean;
}

function KeyFields(props: FieldProps) {
  const words = useLook().text.signIn;
  const { accessKeyId, secret, isMissing } = props;
  return (
    <SpaceBetween size="m">
      <FormField
        label={words.accessKeyId}
        errorText={isMissing(accessKeyId) ? words.missing : undefined}
      >
        <Input
          name="username"
          autoComplete="username"
          autoFocus
          spellcheck={false}
          value={accessKeyId}
          onChange={({ detail }) => props.setAccessKeyId(detail.value)}
        />
      </FormField>
      <FormField
        label={words.secret}
        constraintText={words.secretHelp}
        errorText={isMissing(secret) ? words.missing : undefined}
      >
        <Input
          name="password"
          type="password"
          autoComplete="current-password"
          value={secret}
          onChange={({ detail }) => props.setSecret(detail.value)}
        />
      </FormField>
    </SpaceBetween>
  );
}
