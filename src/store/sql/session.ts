import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Differences } from './differences.ts';
import type { Tables } from './schema.ts';

/** What the sub-stores work with: the whole database, or one transaction on it. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly differences: Differences;
  /** By name; shared by the store and its transactions. */
  readonly compiled: Map<string, CompiledQuery<unknown>>;
}

/**
 * Runs a query of a hot path: `build` makes its text once, later calls only hand over parameters
 * (as many, in the same order). Building and compiling costs several times the query itself.
 */
export async function runCompiled<Row>(
  session: Session,
  name: string,
  build: () => Compilable<Row>,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const compiled = compiledOnce(session, name, build);
  const result = await session.db.executeQuery({ ...compiled, parameters });
  return result.rows as Row[];
}

/** A query that the driver may stop at its first row: a look-up by key. */
export interface FirstRowQuery extends CompiledQuery {
  readonly firstRowOnly: true;
}

/** As `runCompiled`, for the one row that a key names; drivers have a quicker call for it. */
export async function getCompiled<Row>(
  session: Session,
  name: string,
  build: () => Compilable<Row>,
  parameters: readonly unknown[],
): Promise<Row | undefined> {
  const compiled = compiledOnce(session, name, build);
  const query: FirstRowQuery = { ...compiled, parameters, firstRowOnly: true };
  const result = await session.db.executeQuery(query);
  return result.rows[0] as Row | undefined;
}

function compiledOnce<Row>(
  { compiled }: Session,
  name: string,
  build: () => Compilable<Row>,
): CompiledQuery<unknown> {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const made = build().compile();
  compiled.set(name, made);
  return made;
}
