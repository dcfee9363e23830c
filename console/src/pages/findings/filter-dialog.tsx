import { CreateFilterCommand } from '@aws-sdk/client-guardduty';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { criteriaOf, type Field, type Token } from './criteria.ts';
import { countFindings } from './finding-calls.ts';

interface Props {
  /** A filter is kept to be used again; a rule archives what matches from now on. */
  readonly kind: 'filter' | 'rule';
  readonly tokens: readonly Token[];
  onClose(isDone: boolean): void;
}

/** Keeps criteria under a name; for a rule it says first what the rule would have hidden. */
export function FilterDialog({ kind, tokens, onClose }: Props) {
  const words = useLook().text.findings;
  const { guardduty, detectorId, notify } = useDetector();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const isRule = kind === 'rule';
  async function create() {
    await guardduty.send(
      new CreateFilterCommand({
        DetectorId: detectorId,
        Name: name.trim(),
        Action: isRule ? 'ARCHIVE' : 'NOOP',
        FindingCriteria: criteriaOf(tokens, 'all'),
        ...(description.trim() !== '' && { Description: description.trim() }),
      }),
    );
    notify('success', isRule ? words.ruleCreated : words.filterSaved);
    onClose(true);
  }
  return (
    <ConfirmDialog
      title={isRule ? words.ruleTitle : words.saveFilter}
      submit={isRule ? words.create : words.saveFilter}
      onDismiss={() => onClose(false)}
      onSubmit={create}
    >
      <SpaceBetween size="m">
        {isRule && <Preview tokens={tokens} />}
        <FormField label={words.filterName} constraintText={words.filterNameHelp}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField label={words.ruleDescription}>
          <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
        </FormField>
        <Box>
          <Box variant="awsui-key-label">{words.ruleCriteria}</Box>
          <ul>
            {tokens.map((token) => (
              <li key={JSON.stringify(token)} className="from-log">
                {labelOf(words.fields, token)} {token.operator} {token.value}
              </li>
            ))}
          </ul>
        </Box>
      </SpaceBetween>
    </ConfirmDialog>
  );
}

function Preview({ tokens }: { readonly tokens: readonly Token[] }) {
  const words = useLook().text.findings;
  const { guardduty, detectorId } = useDetector();
  const reader = { guardduty, detectorId };
  const format = useFormat();
  const { data } = useLoad(JSON.stringify(tokens), () =>
    Promise.all([
      countFindings(reader, criteriaOf(tokens, 'current')),
      countFindings(reader, criteriaOf([], 'current')),
    ]),
  );
  if (tokens.length === 0) return <Alert type="warning">{words.ruleNeedsCriteria}</Alert>;
  const [hidden = 0, total = 0] = data ?? [];
  return (
    <>
      <Box variant="p">{words.ruleHelp}</Box>
      {data && (
        <Alert type="info">{words.rulePreview(format.number(hidden), format.number(total))}</Alert>
      )}
    </>
  );
}

function labelOf(fields: Readonly<Record<Field, string>>, { propertyKey = '' }: Token): string {
  return (fields as Readonly<Record<string, string>>)[propertyKey] ?? propertyKey;
}
