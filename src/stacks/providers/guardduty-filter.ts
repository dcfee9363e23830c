import type { StackValue, StackValueMap } from '../../domain/stack.ts';
import { isList, isMap } from '../template/value.ts';
import { retagGuardDuty } from './guardduty-tags.ts';
import {
  at,
  given,
  ifThere,
  list,
  map,
  number,
  orThere,
  tags,
  text,
  textAt,
} from './properties.ts';
import type { Provider, Work } from './provider.ts';

/** Conditions by their names here, and in the API. */
const CONDITIONS: Readonly<Record<string, string>> = {
  Gt: 'GreaterThan',
  Gte: 'GreaterThanOrEqual',
  Lt: 'LessThan',
  Lte: 'LessThanOrEqual',
  Eq: 'Eq',
  Neq: 'Neq',
  Equals: 'Equals',
  NotEquals: 'NotEquals',
  GreaterThan: 'GreaterThan',
  GreaterThanOrEqual: 'GreaterThanOrEqual',
  LessThan: 'LessThan',
  LessThanOrEqual: 'LessThanOrEqual',
};

function criteriaOf(properties: StackValueMap): object {
  const criterion = Object.entries(map(at(properties, 'FindingCriteria.Criterion'))).map(
    ([field, condition]) => {
      const entries = Object.entries(map(condition)).map(([name, value]) => [
        CONDITIONS[name] ?? name,
        isList(value) ? value.map(String) : number(value),
      ]);
      return [field, Object.fromEntries(entries)] as const;
    },
  );
  return { Criterion: Object.fromEntries(criterion) };
}

function inputOf({ properties }: Work): object {
  return given({
    DetectorId: text(properties.DetectorId),
    Action: text(properties.Action),
    Description: text(properties.Description),
    Rank: number(properties.Rank),
    FindingCriteria: criteriaOf(properties),
  });
}

export const guardDutyFilter: Provider = {
  type: 'AWS::GuardDuty::Filter',
  properties: {
    required: ['DetectorId', 'FindingCriteria', 'Name'],
    optional: ['Action', 'Description', 'Rank', 'Tags'],
    createOnly: ['DetectorId', 'Name'],
    shapes: { Rank: 'number', FindingCriteria: { Criterion: 'any' } },
  },
  attributes: [],
  identifier: 'Name',
  async create(work) {
    const physicalId = text(work.properties.Name) ?? '';
    const input = { ...inputOf(work), Name: physicalId, Tags: tags(work) };
    await orThere(work, work.call('guardduty', 'CreateFilter', input));
    return { physicalId };
  },
  async update(work, { physicalId }) {
    const input = { Action: 'NOOP', Description: '', ...inputOf(work), FilterName: physicalId };
    await work.call('guardduty', 'UpdateFilter', input);
    return { physicalId };
  },
  retag: (work, { physicalId, properties }, change) =>
    retagGuardDuty(work, `detector/${properties.DetectorId}/filter/${physicalId}`, change),
  async delete({ call }, { physicalId, properties }) {
    const input = { DetectorId: text(properties.DetectorId), FilterName: physicalId };
    await ifThere(call('guardduty', 'DeleteFilter', input));
  },
  async read({ call, properties }, physicalId) {
    const input = { DetectorId: text(properties.DetectorId), FilterName: physicalId };
    const found = await ifThere(call('guardduty', 'GetFilter', input));
    if (found === undefined) return undefined;
    const declared = map(at(properties, 'FindingCriteria.Criterion'));
    const criterion = map((found.FindingCriteria as StackValueMap | undefined)?.Criterion);
    return {
      properties: {
        ...{ DetectorId: text(properties.DetectorId) ?? '', Name: textAt(found, 'Name') },
        ...{ Action: textAt(found, 'Action'), Rank: textAt(found, 'Rank') },
        ...{ Description: textAt(found, 'Description') },
        FindingCriteria: {
          Criterion: Object.fromEntries(
            Object.entries(criterion).map(([field, one]) => [
              field,
              asWritten(one, declared[field]),
            ]),
          ),
        },
      },
    };
  },
};

/** Conditions with the names that the template gave them, so that equal ones look equal. */
function asWritten(found: StackValue, declared: StackValue | undefined): StackValue {
  if (!isMap(declared)) return found;
  const conditions = map(found);
  const entries = Object.keys(declared).map((name) => {
    const value = conditions[CONDITIONS[name] ?? name] ?? conditions[name];
    return [name, isList(value) ? list(value) : (value ?? '')] as const;
  });
  return Object.fromEntries(entries);
}
