import type { AssociationMode } from '@aws-sdk/client-guardduty';
import type { ManagedRule } from '../../../domain/detection-rules/managed-rule.ts';
import { managedRule } from '../../../domain/detection-rules/managed-rules.ts';
import { addTags, type Tags } from '../../../domain/tags.ts';
import { RULE_ACCOUNTS_MAX, RULE_PAGE_MAX, TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { guardDutyError, resourceNotFound } from '../errors.ts';
import type { PageRequest } from '../page.ts';

/**
 * Reads what callers give to these operations. The SDK's schemas know no limits for them, so what
 * the API reference says is looked at here.
 */
export function givenRule(ruleId: string): ManagedRule {
  const rule = managedRule(givenRuleId(ruleId));
  if (rule === undefined) throw resourceNotFound();
  return rule;
}

/** Of a rule that need not exist. */
export function givenRuleId(ruleId: string): string {
  const fits = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(ruleId) && ruleId.length <= 100;
  return fits ? ruleId : refuse();
}

export function givenMode(mode: string): AssociationMode {
  if (mode !== 'LIVE' && mode !== 'DRY_RUN') return refuse();
  return mode;
}

export function givenAssociationId(id: string): string {
  return /^[a-zA-Z0-9_-]{1,64}$/.test(id) ? id : refuse();
}

/** Undefined where there is none: an empty token is no token. */
export function givenToken(token: string | undefined): string | undefined {
  if (token !== undefined && token.length > 64) refuse();
  return token || undefined;
}

const TAG_KEY = /^(?!aws:)[a-zA-Z+-=._:/]{1,128}$/;

export function givenTags(tags: Tags | undefined): Tags {
  const given = addTags({}, tags ?? {}, TAGS_PER_RESOURCE_MAX);
  const fits = ([key, value]: [string, string]) => TAG_KEY.test(key) && value.length <= 256;
  if (given === undefined || !Object.entries(given).every(fits)) return refuse();
  return given;
}

export function givenPage(input: PageRequest): PageRequest {
  const { MaxResults } = input;
  if (MaxResults === undefined) return input;
  if (!Number.isInteger(MaxResults) || MaxResults < 1 || MaxResults > RULE_PAGE_MAX) {
    throw guardDutyError('maxResultsOutOfBounds');
  }
  return input;
}

export interface AccountScope {
  readonly includeAccountIds: readonly string[];
  readonly excludeAccountIds: readonly string[];
}

/** Undefined where neither list is given. */
export function givenScope(input: {
  readonly IncludeAccountIds?: readonly string[] | undefined;
  readonly ExcludeAccountIds?: readonly string[] | undefined;
}): AccountScope | undefined {
  const { IncludeAccountIds: included, ExcludeAccountIds: excluded } = input;
  if (included === undefined && excluded === undefined) return undefined;
  const scope = {
    includeAccountIds: [...new Set(included)],
    excludeAccountIds: [...new Set(excluded)],
  };
  const lists = Object.values(scope);
  if (lists.every((list) => list.length > 0)) refuse();
  const fits = (list: readonly string[]) =>
    list.length <= RULE_ACCOUNTS_MAX && list.every((accountId) => /^\d{12}$/.test(accountId));
  if (!lists.every(fits)) refuse();
  return scope;
}

function refuse(): never {
  throw guardDutyError('invalidInput');
}
