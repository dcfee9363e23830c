import { CreateFilterCommand } from '@aws-sdk/client-guardduty';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { criteriaOf, type Field, type Token } from './criteria.ts';
import { RulePreview } from './rule-preview.tsx';

interface Props {
  /** A filter is kept to be used again; a rule archives what matches from now on. */
  readonly kind: 'filter' | 'rule';
  readonly tokens: readonly Token[];
  onClose(isDone: boolean): void;
}

/** Keeps criteria under a name; for a rule it says first what the rule would have hidden. */
export function FilterDialog({ kind, tokens: offered, onClose }: Props) {
  const words = useLook().text.findings;
  const { guardduty, detectorId, notify } = useDetector();
  const [tokens, setTokens] = useState(offered);
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
      isIncomplete={isRule && tokens.length === 0}
      onSubmit={create}
    >
      <SpaceBetween size="m">
        {isRule && <RulePreview tokens={tokens} />}
        <FormField label={words.filterName} constraintText={words.filterNameHelp}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField label={words.ruleDescription}>
          <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
        </FormField>
        {offered.length > 0 && <Criteria offered={offered} kept={tokens} onKeep={setTokens} />}
      </SpaceBetween>
    </ConfirmDialog>
  );
}

interface CriteriaProps {
  readonly offered: readonly Token[];
  readonly kept: readonly Token[];
  onKeep(tokens: readonly Token[]): void;
}

/** What it asks for; what is too narrow is left out. */
function Criteria({ offered, kept, onKeep }: CriteriaProps) {
  const words = useLook().text.findings;
  return (
    <FormField label={words.ruleCriteria}>
      <SpaceBetween size="xxs">
        {offered.map((token) => (
          <Checkbox
            key={JSON.stringify(token)}
            checked={kept.includes(token)}
            onChange={({ detail }) =>
              onKeep(offered.filter((one) => (one === token ? detail.checked : kept.includes(one))))
            }
          >
            <span className="from-log">
              {labelOf(words.fields, token)} {token.operator} {token.value}
            </span>
          </Checkbox>
        ))}
      </SpaceBetween>
    </FormField>
  );
}

function labelOf(fields: Readonly<Record<Field, string>>, { propertyKey = '' }: Token): string {
  return (fields as Readonly<Record<string, string>>)[propertyKey] ?? propertyKey;
}
