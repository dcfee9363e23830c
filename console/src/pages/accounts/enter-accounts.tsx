import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApp, useLook } from '../../state/app.ts';
import { problemOf, type ReadRows, type RowProblem, readAccountRows } from './account-rows.ts';

interface Props {
  readonly taken: ReadonlySet<string>;
  onRead(read: ReadRows): void;
}

/** One account by hand, or a list from a file. */
export function EnterAccounts(props: Props) {
  const words = useLook().text.accounts;
  return (
    <Container header={<Header variant="h2">{words.enterTitle}</Header>}>
      <SpaceBetween size="l">
        <OneAccount {...props} />
        <UploadList {...props} />
      </SpaceBetween>
    </Container>
  );
}

function OneAccount({ taken, onRead }: Props) {
  const words = useLook().text.accounts;
  const own = useApp().accountId;
  const [typedId, setAccountId] = useState('');
  const [typedEmail, setEmail] = useState('');
  const [problem, setProblem] = useState<RowProblem>();
  const accountId = typedId.trim();
  const email = typedEmail.trim();
  function add(event: FormEvent) {
    event.preventDefault();
    const found = problemOf({ accountId, email }, own, taken);
    setProblem(found);
    if (found !== undefined) return;
    onRead({ rows: [{ line: 1, accountId, email }], problems: [] });
    setAccountId('');
    setEmail('');
  }
  const told = problem && words.problems[problem];
  return (
    <form onSubmit={add} noValidate>
      <ColumnLayout columns={3}>
        <FormField label={words.columns.account} errorText={problem === 'email' ? undefined : told}>
          <Input
            value={typedId}
            inputMode="numeric"
            placeholder={words.accountIdPlaceholder}
            onChange={({ detail }) => setAccountId(detail.value)}
          />
        </FormField>
        <FormField label={words.columns.email} errorText={problem === 'email' ? told : undefined}>
          <Input
            type="email"
            value={typedEmail}
            onChange={({ detail }) => setEmail(detail.value)}
          />
        </FormField>
        <FormField label={'\u00a0'}>
          <Button formAction="submit">{words.addOne}</Button>
        </FormField>
      </ColumnLayout>
    </form>
  );
}

function UploadList({ taken, onRead }: Props) {
  const words = useLook().text.accounts;
  const own = useApp().accountId;
  const [files, setFiles] = useState<File[]>([]);
  async function take(chosen: File[]) {
    setFiles(chosen);
    const text = await chosen[0]?.text();
    onRead(text === undefined ? { rows: [], problems: [] } : readAccountRows(text, own, taken));
  }
  return (
    <FormField label={words.upload} description={words.uploadHelp}>
      <FileUpload
        accept=".csv,text/csv"
        value={files}
        showFileSize
        onChange={({ detail }) => take(detail.value)}
        i18nStrings={{
          uploadButtonText: () => words.chooseFile,
          dropzoneText: () => words.dropFile,
          removeFileAriaLabel: () => words.removeFile,
          limitShowFewer: words.upload,
          limitShowMore: words.upload,
        }}
      />
    </FormField>
  );
}
