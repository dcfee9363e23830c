import {
  type AutoEnableMembers,
  type OrganizationFeatureConfiguration,
  type OrganizationFeatureConfigurationResult,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useApp, useLook } from '../../state/app.ts';
import { useSaid } from '../settings/use-said.ts';
import type { OrganizationConfiguration } from './organization-calls.ts';

const CHOICES = ['NEW', 'ALL', 'NONE'] as const;

interface Props {
  readonly detectorId: string;
  readonly configuration: OrganizationConfiguration;
  onChanged(): void;
}

/** Which accounts of the organisation are enabled by themselves, and with what. */
export function AutoEnable({ detectorId: DetectorId, configuration, onChanged }: Props) {
  const words = useLook().text.organization;
  const { guardduty } = useApp();
  const { carryOut, isWorking } = useSaid(onChanged);
  const accounts = configuration.AutoEnableOrganizationMembers ?? 'NONE';
  const update = (
    AutoEnableOrganizationMembers: AutoEnableMembers,
    Features?: OrganizationFeatureConfiguration[],
  ) =>
    carryOut(words.changed, () =>
      guardduty.send(
        new UpdateOrganizationConfigurationCommand({
          ...{ DetectorId, AutoEnableOrganizationMembers },
          ...(Features && { Features }),
        }),
      ),
    );
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{words.autoEnable}</Header>}>
        <SpaceBetween size="m">
          {configuration.MemberAccountLimitReached && (
            <Alert type="warning">{words.limitReached}</Alert>
          )}
          <RadioGroup
            ariaLabel={words.autoEnable}
            value={accounts}
            onChange={({ detail }) => update(detail.value as AutoEnableMembers)}
            items={CHOICES.map((value) => ({
              value,
              label: words.choices[value],
              description: words.choicesHelp[value],
              disabled: isWorking,
            }))}
          />
        </SpaceBetween>
      </Container>
      <Features
        features={configuration.Features ?? []}
        isDisabled={isWorking}
        choose={(Name, AutoEnable) => {
          const feature = { Name, AutoEnable } as OrganizationFeatureConfiguration;
          update(accounts, [feature]);
        }}
      />
    </SpaceBetween>
  );
}

interface FeaturesProps {
  readonly features: readonly OrganizationFeatureConfigurationResult[];
  readonly isDisabled: boolean;
  choose(name: string, autoEnable: string): void;
}

function Features({ features, isDisabled, choose }: FeaturesProps) {
  const { text } = useLook();
  const words = text.organization;
  const plans: Readonly<Record<string, string>> = text.protection.plans;
  const options = CHOICES.map((value) => ({ value, label: words.choices[value] }));
  const nameOf = ({ Name }: OrganizationFeatureConfigurationResult) => plans[Name ?? ''] ?? Name;
  return (
    <LoadedTable
      level={2}
      title={words.features}
      help={words.featuresHelp}
      loaded={{ data: features, error: undefined }}
      empty={text.shell.emptyList}
      columns={[
        { id: 'plan', header: text.protection.plan, cell: nameOf, isRowHeader: true },
        {
          ...{ id: 'choice', header: words.autoEnable, minWidth: 220 },
          cell: (feature) => (
            <Select
              ariaLabel={nameOf(feature)}
              disabled={isDisabled}
              options={options}
              selectedOption={options.find((one) => one.value === feature.AutoEnable) ?? null}
              onChange={({ detail }) =>
                choose(feature.Name ?? '', detail.selectedOption.value ?? 'NONE')
              }
            />
          ),
        },
      ]}
    />
  );
}
