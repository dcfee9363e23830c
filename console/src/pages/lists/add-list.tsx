import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { createList, LIST_KINDS, type ListKind, type NewList } from './list-calls.ts';

const FORMATS = ['TXT', 'STIX', 'OTX_CSV', 'ALIEN_VAULT', 'PROOF_POINT', 'FIRE_EYE'] as const;

/** Asks where a list lies, and adds it. */
export function AddList({ onClose }: { onClose(isDone: boolean): void }) {
  const words = useLook().text.lists;
  const { guardduty, detectorId, notify } = useDetector();
  const [kind, setKind] = useState<ListKind>('threatIp');
  const [list, setList] = useState<NewList>({
    ...{ Name: '', Format: 'TXT', Location: '', Activate: true },
  });
  const change = (part: Partial<NewList>) => setList((before) => ({ ...before, ...part }));
  const kinds = LIST_KINDS.map((value) => ({ value, label: words.kinds[value] }));
  const formats = FORMATS.map((value) => ({ value, label: value }));
  async function add() {
    await createList(guardduty, detectorId, kind, list);
    notify('success', words.added);
    onClose(true);
  }
  return (
    <ConfirmDialog
      title={words.addTitle}
      submit={words.add}
      onDismiss={() => onClose(false)}
      onSubmit={add}
    >
      <SpaceBetween size="m">
        <FormField label={words.kind}>
          <Select
            options={kinds}
            selectedOption={kinds.find((one) => one.value === kind) ?? null}
            onChange={({ detail }) => setKind(detail.selectedOption.value as ListKind)}
          />
        </FormField>
        <FormField label={words.name}>
          <Input value={list.Name} onChange={({ detail }) => change({ Name: detail.value })} />
        </FormField>
        <FormField label={words.format}>
          <Select
            options={formats}
            selectedOption={formats.find((one) => one.value === list.Format) ?? null}
            onChange={({ detail }) =>
              change({ Format: detail.selectedOption.value as NewList['Format'] })
            }
          />
        </FormField>
        <FormField label={words.location} constraintText={words.locationHelp}>
          <Input
            value={list.Location}
            placeholder="s3://bucket/list.txt"
            onChange={({ detail }) => change({ Location: detail.value })}
          />
        </FormField>
        <Checkbox
          checked={list.Activate}
          onChange={({ detail }) => change({ Activate: detail.checked })}
        >
          {words.activateNow}
        </Checkbox>
      </SpaceBetween>
    </ConfirmDialog>
  );
}
