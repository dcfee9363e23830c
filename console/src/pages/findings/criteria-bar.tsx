import { GetFilterCommand, ListFiltersCommand } from '@aws-sdk/client-guardduty';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useDetector, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import {
  type ArchiveState,
  FIELDS,
  type Field,
  operatorsOf,
  type Token,
  tokensOf,
} from './criteria.ts';
import { groupFindings } from './finding-calls.ts';
import { GROUPS, type GroupName, groupNameOf } from './groups.ts';

interface Props {
  readonly tokens: readonly Token[];
  readonly archive: ArchiveState;
  readonly group: GroupName | undefined;
  onChange(change: Partial<Pick<Props, 'tokens' | 'archive' | 'group'>>): void;
}

/** What is shown: criteria with suggestions, saved filters, current or archived. */
export function CriteriaBar({ tokens, archive, group, onChange }: Props) {
  const words = useLook().text.findings;
  const [isFiltering, setFiltering] = useState(false);
  const suggestions = useSuggestions(isFiltering);
  const states = ['current', 'archived', 'all'] as const;
  return (
    <SpaceBetween size="xs">
      <PropertyFilter
        query={{ tokens, operation: 'and' }}
        onChange={({ detail }) => onChange({ tokens: detail.tokens as readonly Token[] })}
        filteringProperties={(Object.keys(FIELDS) as Field[]).map((key) => ({
          key,
          operators: operatorsOf(key) as readonly '='[],
          propertyLabel: words.fields[key],
          groupValuesLabel: words.values,
        }))}
        filteringOptions={suggestions}
        onLoadItems={() => setFiltering(true)}
        hideOperations
        disableFreeTextFiltering
        filteringPlaceholder={words.search}
        filteringAriaLabel={words.search}
        i18nStrings={{
          enteredTextLabel: words.bar.use,
          clearFiltersText: words.bar.clear,
          removeTokenButtonAriaLabel: (token) => words.bar.remove(token.value),
        }}
      />
      <SpaceBetween size="xs" direction="horizontal" alignItems="end">
        <SegmentedControl
          label={words.archiveLabel}
          selectedId={archive}
          options={states.map((id) => ({ id, text: words.archive[id] }))}
          onChange={({ detail }) => onChange({ archive: detail.selectedId as ArchiveState })}
        />
        <GroupBy group={group} onChoose={(chosen) => onChange({ group: chosen })} />
        <SavedFilters onChoose={(chosen) => onChange({ tokens: chosen })} />
      </SpaceBetween>
    </SpaceBetween>
  );
}

interface GroupByProps {
  readonly group: GroupName | undefined;
  onChoose(group: GroupName | undefined): void;
}

function GroupBy({ group, onChoose }: GroupByProps) {
  const words = useLook().text.findings;
  const none = { value: '', label: words.noGroup };
  const options = Object.keys(GROUPS).map((value) => ({
    value,
    label: words.groupBy(words.group[value as GroupName]),
  }));
  return (
    <Select
      selectedOption={options.find((one) => one.value === group) ?? none}
      ariaLabel={words.noGroup}
      options={[none, ...options]}
      onChange={({ detail }) => onChoose(groupNameOf(detail.selectedOption.value ?? null))}
    />
  );
}

/** Types and accounts that there are findings of, asked for when somebody begins to filter. */
function useSuggestions(isWanted: boolean) {
  const { guardduty, detectorId } = useDetector();
  const reader = { guardduty, detectorId };
  const { data } = useLoad(`${detectorId} ${isWanted}`, async () => {
    if (!isWanted) return [];
    const [types, accounts] = await Promise.all([
      groupFindings(reader, 'FINDING_TYPE', {}, 100),
      groupFindings(reader, 'ACCOUNT', {}, 100),
    ]);
    return [
      ...(types?.GroupedByFindingType ?? []).map((one) => ['type', one.FindingType]),
      ...(accounts?.GroupedByAccount ?? []).map((one) => ['accountId', one.AccountId]),
      ...['1', '4', '7', '9'].map((value) => ['severity', value]),
      ...['AccessKey', 'S3Bucket', 'Instance'].map((value) => ['resource.resourceType', value]),
    ];
  });
  return (data ?? []).map(([propertyKey = '', value = '']) => ({ propertyKey, value }));
}

/** Filters and rules of GuardDuty by their names, read anew when somebody turns to them. */
function SavedFilters({ onChoose }: { onChoose(tokens: readonly Token[]): void }) {
  const words = useLook().text.findings;
  const { guardduty, detectorId: DetectorId } = useDetector();
  const { data: names, reload } = useLoad(DetectorId, async () => {
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await guardduty.send(new ListFiltersCommand({ DetectorId, NextToken }));
      found.push(...(page.FilterNames ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  });
  async function choose(FilterName: string | undefined) {
    if (FilterName === undefined) return;
    const filter = await guardduty.send(new GetFilterCommand({ DetectorId, FilterName }));
    onChoose(tokensOf(filter.FindingCriteria));
  }
  return (
    <Select
      selectedOption={null}
      onFocus={reload}
      placeholder={words.savedFilters}
      ariaLabel={words.savedFilters}
      empty={words.noSavedFilter}
      options={(names ?? []).map((value) => ({ value, label: value }))}
      onChange={({ detail }) => choose(detail.selectedOption.value)}
    />
  );
}
