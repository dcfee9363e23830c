import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import Database from 'libsql';
import { STATEMENT_CACHE_MAX, STORE_CACHE_KILOBYTES, STORE_WAIT_MILLIS_MAX } from '../../limits.ts';
import { Turnstile } from './turnstile.ts';

/** Whether it answers rows is asked once: libsql crosses into native code for it. */
interface Statement {
  readonly prepared: ReturnType<Database.Database['prepare']>;
  readonly answersRows: boolean;
}

/**
 * Kysely over libsql. Kysely's own driver for SQLite prepares every statement anew, lets a
 * transaction's connection be used after its end, and waits forever; this one does none of it.
 */
export function sqliteDialect(path: string): Dialect {
  return {
    createDriver: () => new SqliteDriver(path),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/**
 * One connection, handed to one query or one transaction at a time, in the order of asking.
 *
 * `synchronous = FULL`: in WAL mode NORMAL syncs the log only at checkpoints, so that a power loss
 * takes back transactions that were committed, and a push or an AcceptInvitation that was
 * acknowledged must not be taken back. FULL syncs the log at every commit; one commit carries a
 * whole
 * batch of records, so this costs one sync a batch. `fullfsync` makes it true on macOS too, where a
 * plain sync stops in the drive's cache.
 */
class SqliteDriver implements Driver {
  readonly #path: string;
  readonly #turnstile = new Turnstile(STORE_WAIT_MILLIS_MAX);
  #database: Database.Database | undefined;
  #statements = new Map<string, Statement>();

  constructor(path: string) {
    this.#path = path;
  }

  async init(): Promise<void> {
    const database = new Database(this.#path);
    this.#database = database;
    database.exec('pragma busy_timeout = 5000');
    if (this.#path !== ':memory:') database.exec('pragma journal_mode = wal');
    database.exec(`pragma cache_size = -${STORE_CACHE_KILOBYTES}`);
    database.exec('pragma synchronous = full');
    database.exec('pragma fullfsync = on');
    database.exec('pragma foreign_keys = on');
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const release = await this.#turnstile.enter();
    return new Lease((query) => this.#execute(query), release);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof Lease) connection.end();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // Taking the write lock at once, not at the first write, cannot fail half-way for want of it.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite ends a transaction by itself after some errors (disk full); a second end would throw
    // and hide the error that mattered.
    if (this.#database?.inTransaction !== true) return;
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  /** Waits for its turn, so that no transaction is cut off. */
  async destroy(): Promise<void> {
    const release = await this.#turnstile.enter();
    this.#statements.clear();
    try {
      // The file alone is then the whole database, for whoever copies it.
      this.#database?.exec('pragma wal_checkpoint(truncate)');
    } finally {
      this.#database?.close();
      this.#database = undefined;
      release();
    }
  }

  #execute(query: CompiledQuery): QueryResult<unknown> {
    const { prepared, answersRows } = this.#prepare(query.sql);
    const parameters = query.parameters.map(bindable);
    if (answersRows && 'firstRowOnly' in query) {
      const row = prepared.get(parameters);
      return { rows: row === undefined ? [] : [row] };
    }
    if (answersRows) return { rows: prepared.all(parameters) };
    const { changes } = prepared.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  /** The statements used last stay prepared: preparing costs more than most of them take to run. */
  #prepare(text: string): Statement {
    const kept = this.#statements.get(text);
    if (kept !== undefined) {
      this.#statements.delete(text);
      this.#statements.set(text, kept);
      return kept;
    }
    if (this.#database === undefined) throw new Error('The store is closed.');
    const prepared = this.#database.prepare(text);
    const statement = { prepared, answersRows: prepared.reader };
    this.#statements.set(text, statement);
    if (this.#statements.size > STATEMENT_CACHE_MAX) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    return statement;
  }
}

/** The connection in the hands of one query or transaction; of no use to anyone after its end. */
class Lease implements DatabaseConnection {
  #ended = false;
  readonly #execute: (query: CompiledQuery) => QueryResult<unknown>;
  readonly #release: () => void;

  constructor(execute: (query: CompiledQuery) => QueryResult<unknown>, release: () => void) {
    this.#execute = execute;
    this.#release = release;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw new Error('The transaction of this store has ended.');
    return this.#execute(query) as QueryResult<R>;
  }

  // biome-ignore lint/correctness/useYield: nothing streams; Kysely wants the method.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The store does not stream.');
  }

  end(): void {
    this.#ended = true;
    this.#release();
  }
}

/**
 * Only what SQLite holds: libsql ends the whole process on a boolean. Whole numbers are bound as
 * integers, which libsql would otherwise bind as reals and SQLite divide as such.
 */
function bindable(value: unknown): string | number | bigint | Uint8Array | null {
  if (typeof value === 'string' || typeof value === 'bigint' || value === null) return value;
  if (typeof value === 'number' && !Number.isNaN(value)) {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`A value of type ${typeof value} cannot be stored.`);
}
