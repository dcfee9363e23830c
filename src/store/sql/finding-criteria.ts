import { type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  type Condition,
  type FindingCriteria,
  hasBound,
  severityRange,
} from '../../domain/criteria.ts';
import type { Differences } from './differences.ts';
import { type Order, type SortColumn, sortColumn } from './finding-paging.ts';
import { type ColumnField, fieldCode, isColumnField } from './finding-rows.ts';

export type Test = RawBuilder<SqlBool>;

/** A set of findings that an index has by itself. */
export type Source =
  /** A test of an indexed column; the index has what criteria and orders look at, too. */
  | { readonly test: Test }
  /** A query for `seq`; each of the findings has to be looked up. */
  | { readonly seqs: RawBuilder<unknown> };

const NEVER: Test = sql<SqlBool>`1 = 0`;

/**
 * What `matchesCriteria` of `domain/compile-criteria.ts` says, as tests of one row of `findings`.
 * None of them may choose the index by which rows are found: `finding-query.ts` decides that.
 */
export function criteriaTests(differences: Differences, criteria: FindingCriteria): Test[] {
  return Object.entries(criteria).flatMap(([field, condition]) => {
    if (!isColumnField(field)) {
      return [...sortedTests(differences, field, condition), ...fieldTests(field, condition)];
    }
    const { column, ...kind } = COLUMNS[field];
    return columnTests(differences.unindexed(column), kind, condition);
  });
}

/** For each condition that an index can answer by itself, the findings that meet it. */
export function criteriaSources(criteria: FindingCriteria): Source[] {
  return Object.entries(criteria).flatMap(([field, condition]): Source[] => {
    const { notEquals: _, ...positive } = condition;
    if (Object.keys(positive).length === 0) return [];
    if (!isColumnField(field)) return [{ seqs: fieldSource(field, positive) }];
    const { column, indexed, ...kind } = COLUMNS[field];
    if (!indexed) return [];
    return [{ test: allOf(columnTests(column, kind, positive)) }];
  });
}

/**
 * What the condition on the field that is sorted by says of the column that is walked, so that the
 * walk begins and ends where it holds. Comes besides the tests of the criteria: these columns hold
 * 0 or an empty text where a finding has no value, and only a row of its own tells.
 */
export function orderTests({ field, column }: Order, criteria: FindingCriteria): Test[] {
  const condition = Object.hasOwn(criteria, field) ? criteria[field] : undefined;
  if (condition === undefined) return [];
  return impliedTests(sql.ref(`findings.${column}`), KINDS[column], condition);
}

/** What a condition says of a column that only sorts: a row that fails need not be looked up. */
function sortedTests(differences: Differences, field: string, condition: Condition): Test[] {
  const name = sortColumn(field);
  if (name === undefined) return [];
  return impliedTests(differences.unindexed(sql.ref(`findings.${name}`)), KINDS[name], condition);
}

function impliedTests(
  column: RawBuilder<unknown>,
  kind: ColumnKind,
  { notEquals: _, ...positive }: Condition,
): Test[] {
  // A time that cannot be read is text to `equals`, and no number of this column.
  const unclear = positive.equals?.some((value) => kind.is(column, value) === undefined);
  return unclear ? [] : columnTests(column, kind, positive);
}

function fieldTests(field: string, condition: Condition): Test[] {
  const { equals, notEquals } = condition;
  const tests: Test[] = [];
  if (equals) tests.push(sql<SqlBool>`exists ${rowWith(field, textAmong(equals))}`);
  if (notEquals) tests.push(sql<SqlBool>`not exists ${rowWith(field, textAmong(notEquals))}`);
  if (hasBound(condition)) {
    tests.push(sql<SqlBool>`exists ${rowWith(field, inside(sql.ref('number'), condition))}`);
  }
  return tests;
}

function rowWith(field: string, test: Test): RawBuilder<unknown> {
  return sql`(select 1 from finding_fields
    where finding_seq = findings.seq and field = ${fieldCode(field)} and ${test})`;
}

function fieldSource(field: string, condition: Condition): RawBuilder<unknown> {
  const test = condition.equals
    ? textAmong(condition.equals)
    : inside(sql.ref('number'), condition);
  return sql`select finding_seq from finding_fields where field = ${fieldCode(field)} and ${test}`;
}

function textAmong(values: readonly string[]): Test {
  return sql<SqlBool>`text in (${sql.join(values)})`;
}

interface ColumnKind {
  readonly numeric: boolean;
  /** The test for one value of `equals`; undefined for a value that the column never has. */
  is(column: RawBuilder<unknown>, value: string): Test | undefined;
}

interface Column extends ColumnKind {
  readonly column: RawBuilder<unknown>;
  /** There is an index on the Region and this column. */
  readonly indexed: boolean;
}

function columnTests(column: RawBuilder<unknown>, kind: ColumnKind, condition: Condition): Test[] {
  const among = (values: readonly string[]): Test => {
    const tests = values
      .map((value) => kind.is(column, value))
      .filter((test) => test !== undefined);
    return tests.length === 0 ? NEVER : sql<SqlBool>`(${sql.join(tests, sql` or `)})`;
  };
  const tests: Test[] = [];
  if (condition.equals) tests.push(among(condition.equals));
  if (condition.notEquals) tests.push(sql<SqlBool>`not ${among(condition.notEquals)}`);
  if (hasBound(condition)) tests.push(kind.numeric ? inside(column, condition) : NEVER);
  return tests;
}

const text: ColumnKind = {
  numeric: false,
  is: (column, value) => sql<SqlBool>`${column} = ${value}`,
};

const number: ColumnKind = {
  numeric: true,
  is(column, value) {
    // Numbers equal as texts do: `5.0` is not what a 5 is written as.
    const wanted = Number(value);
    if (!Number.isFinite(wanted) || String(wanted) !== value) return undefined;
    return sql<SqlBool>`${column} = ${wanted}`;
  },
};

const severity: ColumnKind = {
  numeric: true,
  is(column, value) {
    const range = severityRange(value);
    if (range === undefined) return undefined;
    const [from, to] = range;
    return from === to
      ? sql<SqlBool>`${column} = ${from}`
      : sql<SqlBool>`(${column} >= ${from} and ${column} < ${to})`;
  },
};

const flag: ColumnKind = {
  numeric: false,
  is(column, value) {
    if (value !== 'true' && value !== 'false') return undefined;
    return sql<SqlBool>`${column} = ${value === 'true' ? 1 : 0}`;
  },
};

const KINDS: Readonly<Record<SortColumn, ColumnKind>> = {
  account_id: text,
  archived: flag,
  count: number,
  created_at: number,
  event_first_seen: number,
  event_last_seen: number,
  id: text,
  region: text,
  resource_type: text,
  severity,
  type: text,
  updated_at: number,
};

function columnOf(name: SortColumn, indexed: boolean): Column {
  return { ...KINDS[name], column: sql.ref(`findings.${name}`), indexed };
}

const COLUMNS: Readonly<Record<ColumnField, Column>> = {
  accountId: columnOf('account_id', true),
  region: columnOf('region', false),
  id: columnOf('id', true),
  type: columnOf('type', true),
  createdAt: columnOf('created_at', true),
  updatedAt: columnOf('updated_at', true),
  severity: columnOf('severity', true),
  'service.archived': columnOf('archived', true),
};

function inside(column: RawBuilder<unknown>, condition: Condition): Test {
  const bounds: readonly (readonly [string, number | undefined])[] = [
    ['>', condition.greaterThan],
    ['>=', condition.greaterThanOrEqual],
    ['<', condition.lessThan],
    ['<=', condition.lessThanOrEqual],
  ];
  return allOf(
    bounds.flatMap(([operator, bound]) =>
      bound === undefined ? [] : [sql<SqlBool>`${column} ${sql.raw(operator)} ${bound}`],
    ),
  );
}

function allOf(tests: readonly Test[]): Test {
  return sql<SqlBool>`(${sql.join(tests, sql` and `)})`;
}
