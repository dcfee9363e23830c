/**
 * FindingCriteria, the grammar of ListFindings, statistics and filters, in one place:
 * `store` indexes what `fieldValues` reads and compares as `matches` does.
 */
export interface Condition {
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly greaterThan?: number;
  readonly greaterThanOrEqual?: number;
  readonly lessThan?: number;
  readonly lessThanOrEqual?: number;
}

/** Field → condition; all must hold. */
export type FindingCriteria = Readonly<Record<string, Condition>>;
