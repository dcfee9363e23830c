import {
  type DetectorFeature,
  type DetectorFeatureConfigurationResult,
  GetDetectorCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';

const ALWAYS = new Set(['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS']);

/** What is looked at. Of a member, its administrator may decide: then the API refuses. */
export default function ProtectionPage() {
  const { text } = useLook();
  const words = text.protection;
  const format = useFormat();
  const { guardduty, detectorId: DetectorId, notify } = useDetector();
  const loaded = useLoad(DetectorId, async () => {
    const { Features } = await guardduty.send(new GetDetectorCommand({ DetectorId }));
    return Features ?? [];
  });
  const [changing, setChanging] = useState<string>();
  async function change(Name: string, isOn: boolean) {
    setChanging(Name);
    try {
      const Status = isOn ? 'ENABLED' : 'DISABLED';
      const Features = [{ Name: Name as DetectorFeature, Status } as const];
      await guardduty.send(new UpdateDetectorCommand({ DetectorId, Features }));
      notify('success', words.changed);
    } catch (error) {
      notify('error', error);
    }
    setChanging(undefined);
    loaded.reload();
  }
  const nameOf = ({ Name }: DetectorFeatureConfigurationResult) =>
    (words.plans as Readonly<Record<string, string>>)[Name ?? ''] ?? Name ?? '';
  return (
    <LoadedTable
      title={words.title}
      help={words.help}
      loaded={loaded}
      empty={text.shell.emptyList}
      columns={[
        { id: 'plan', header: words.plan, cell: nameOf, isRowHeader: true, minWidth: 150 },
        {
          minWidth: 150,
          id: 'status',
          header: words.status,
          cell: (feature) => (
            <Status
              feature={feature}
              label={words.toggle(nameOf(feature))}
              isDisabled={changing !== undefined}
              change={change}
            />
          ),
        },
        {
          minWidth: 160,
          id: 'since',
          header: words.since,
          cell: ({ UpdatedAt }) => format.dateTime(UpdatedAt?.toISOString()),
        },
      ]}
    />
  );
}

interface StatusProps {
  readonly feature: DetectorFeatureConfigurationResult;
  readonly label: string;
  readonly isDisabled: boolean;
  change(name: string, isOn: boolean): void;
}

function Status({ feature, label, isDisabled, change }: StatusProps) {
  const words = useLook().text.protection;
  const name: string = feature.Name ?? '';
  const isOn = feature.Status === 'ENABLED';
  if (ALWAYS.has(name)) return <StatusIndicator type="success">{words.always}</StatusIndicator>;
  return (
    <Toggle
      checked={isOn}
      disabled={isDisabled}
      ariaLabel={label}
      onChange={({ detail }) => change(name, detail.checked)}
    >
      {isOn ? words.enabled : words.disabled}
    </Toggle>
  );
}
