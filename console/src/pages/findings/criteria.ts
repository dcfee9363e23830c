import type { Condition, FindingCriteria } from '@aws-sdk/client-guardduty';
import { dateOf, parseIso } from '../../clock.ts';

/** A token of the criteria bar: a field of a finding, a comparison and a value. */
export interface Token {
  readonly propertyKey?: string;
  readonly operator: string;
  readonly value: string;
}

export type ArchiveState = 'current' | 'archived' | 'all';

/** Fields that the bar offers, and how each is compared. */
export const FIELDS = {
  type: 'text',
  severity: 'number',
  accountId: 'text',
  region: 'text',
  id: 'text',
  updatedAt: 'time',
  createdAt: 'time',
  'resource.resourceType': 'text',
  'resource.accessKeyDetails.accessKeyId': 'text',
  'resource.accessKeyDetails.principalId': 'text',
  'resource.accessKeyDetails.userName': 'text',
  'resource.accessKeyDetails.userType': 'text',
  'resource.instanceDetails.instanceId': 'text',
  'resource.s3BucketDetails.name': 'text',
  'service.action.actionType': 'text',
  'service.action.awsApiCallAction.api': 'text',
  'service.action.awsApiCallAction.serviceName': 'text',
  'service.action.awsApiCallAction.remoteIpDetails.ipAddressV4': 'text',
  'service.action.awsApiCallAction.remoteIpDetails.country.countryName': 'text',
  'service.action.dnsRequestAction.domain': 'text',
} as const;

export type Field = keyof typeof FIELDS;
const TIMES: readonly string[] = ['updatedAt', 'createdAt'];
const ARCHIVED = 'service.archived';
const RANGES = { '>=': 'GreaterThanOrEqual', '<=': 'LessThanOrEqual' } as const;

/** Comparisons that make sense for a field. */
export function operatorsOf(field: Field): readonly string[] {
  if (FIELDS[field] === 'text') return ['=', '!='];
  return FIELDS[field] === 'number' ? ['=', '!=', '>=', '<='] : ['>=', '<='];
}

/** The criteria of the API; values of the same field and comparison are alternatives. */
export function criteriaOf(tokens: readonly Token[], archive: ArchiveState): FindingCriteria {
  const Criterion: Record<string, Condition> = {};
  for (const { propertyKey: field, operator, value } of tokens) {
    if (field === undefined) continue;
    const condition = Criterion[field] ?? {};
    Criterion[field] = { ...condition, ...compared(condition, field, operator, value) };
  }
  if (archive !== 'all') Criterion[ARCHIVED] = { Equals: [String(archive === 'archived')] };
  return { Criterion };
}

function compared(before: Condition, field: string, operator: string, value: string): Condition {
  if (operator === '=') return { Equals: [...(before.Equals ?? []), value] };
  if (operator === '!=') return { NotEquals: [...(before.NotEquals ?? []), value] };
  const number = TIMES.includes(field) ? (parseIso(value) ?? Number.NaN) : Number(value);
  const name = RANGES[operator as keyof typeof RANGES];
  return name === undefined || Number.isNaN(number) ? {} : { [name]: number };
}

/** The tokens of criteria that were kept; `service.archived` is the archive state's business. */
export function tokensOf(criteria: FindingCriteria | undefined): Token[] {
  return Object.entries(criteria?.Criterion ?? {}).flatMap(([propertyKey, condition]) => {
    if (propertyKey === ARCHIVED) return [];
    const time = (value: number) =>
      TIMES.includes(propertyKey) ? dateOf(value).toISOString() : String(value);
    const texts = (operator: string, values: readonly string[] | undefined) =>
      (values ?? []).map((value) => ({ propertyKey, operator, value }));
    const range = (operator: string, value: number | undefined) =>
      value === undefined ? [] : [{ propertyKey, operator, value: time(value) }];
    return [
      ...texts('=', condition.Equals ?? condition.Eq),
      ...texts('!=', condition.NotEquals ?? condition.Neq),
      ...range('>=', condition.GreaterThanOrEqual ?? condition.Gte),
      ...range('<=', condition.LessThanOrEqual ?? condition.Lte),
    ];
  });
}

/** The tokens in an address; nothing where somebody else wrote it. */
export function tokensFromQuery(text: string | null): Token[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isToken) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isToken(value: unknown): value is Token {
  if (typeof value !== 'object' || value === null) return false;
  const { propertyKey, operator, value: text } = value as Record<string, unknown>;
  return (
    typeof propertyKey === 'string' && typeof operator === 'string' && typeof text === 'string'
  );
}
