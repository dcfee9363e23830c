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
  let compiled = session.compiled.get(name);
  if (compiled === undefined) {
    compiled = build().compile();
    session.compiled.set(name, compiled);
  }
  const result = await session.db.executeQuery({ ...compiled, parameters });
  return result.rows as Row[];
}
