import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseTooNew, DataDirectoryError, DataDirectoryInUse } from './errors.ts';
import { DATABASE_FILE, openStore } from './open-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-open-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function refusalOf(opening: Promise<unknown>): Promise<Error> {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('The store opened.');
}

describe('openStore', () => {
  it('keeps what was written between two openings', async () => {
    const path = join(folder, 'new/data');
    const first = await openStore(path);
    await first.settings.put('a', '1');
    await first.close();
    await first.close();
    const second = await openStore(path);
    expect(await second.settings.get('a')).toBe('1');
    await second.close();
  });

  it('answers nothing after it is closed', async () => {
    const store = await openStore(':memory:');
    await store.close();
    await expect(store.settings.get('a')).rejects.toThrow();
  });

  it('refuses a directory that a store of this process has', async () => {
    const store = await openStore(folder);
    const error = await refusalOf(openStore(folder));
    expect(error).toBeInstanceOf(DataDirectoryInUse);
    expect(error.message).toBe(`The data directory ${folder} is in use by another process.`);
    await store.settings.put('a', '1');
    expect(await store.settings.get('a')).toBe('1');
    await store.close();
    await (await openStore(folder)).close();
  });

  it('refuses a database of a later version and leaves it as it is', async () => {
    await (await openStore(folder)).close();
    const database = new Database(join(folder, DATABASE_FILE));
    database.exec('update schema_version set version = 99');
    database.close();
    const error = await refusalOf(openStore(folder));
    expect(error).toBeInstanceOf(DatabaseTooNew);
    expect(error.message).toMatch(
      /^The database has schema version 99, which a later Vedette wrote/,
    );
    expect(error.message.split('\n')).toHaveLength(1);
    expect(existsSync(join(folder, DATABASE_FILE))).toBe(true);
    // The refusal gave the directory back.
    expect(await refusalOf(openStore(folder))).toBeInstanceOf(DatabaseTooNew);
  });

  it('refuses a file, and a place that takes no directories', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const notDirectory = await refusalOf(openStore(file));
    expect(notDirectory).toBeInstanceOf(DataDirectoryError);
    expect(notDirectory.message).toBe(`The data directory ${file} is not a directory.`);
    const below = await refusalOf(openStore(join(file, 'data')));
    expect(below.message).toBe(
      `The data directory ${join(file, 'data')} cannot be used: ` +
        'a part of its path is not a directory.',
    );
    const nowhere = await refusalOf(openStore('/proc/vedette/data'));
    expect(nowhere.message).toBe(
      'The data directory /proc/vedette/data cannot be used: it cannot be made there.',
    );
  });

  it('takes away what it made where it fails', async () => {
    const path = join(folder, 'new/data');
    mkdirSync(join(path, DATABASE_FILE), { recursive: true });
    const error = await refusalOf(openStore(path));
    expect(error.message).toMatch(/^The data directory .* cannot be used: /);
    expect(readdirSync(path)).toEqual(['vedette.db', 'vedette.lock']);
  });

  it('refuses a file that is no database and leaves it', async () => {
    writeFileSync(join(folder, DATABASE_FILE), 'something else, and long enough '.repeat(100));
    const error = await refusalOf(openStore(folder));
    expect(error.message).toBe(
      `The data directory ${folder} cannot be used: vedette.db is not a database.`,
    );
    expect(existsSync(join(folder, DATABASE_FILE))).toBe(true);
  });
});

/** Writes transactions of ten rows without end, and prints the number of each that is committed. */
const WRITER = `
  const { openStore } = await import(process.env.OPEN_STORE);
  const store = await openStore(process.env.DIRECTORY);
  for (let n = 1; ; n += 1) {
    await store.transaction(async (tx) => {
      const entries = Array.from({ length: 10 }, (_, at) => ({ at, key: n + ' ' + at, value: '' }));
      for (const entry of entries) await tx.ingest.saveMemory([{ ...entry, scope: 'crash' }]);
      await tx.settings.put('last', String(n));
    });
    process.stdout.write(n + '\\n');
  }
`;

function startWriter(): ChildProcess {
  const openStoreUrl = new URL('./open-store.ts', import.meta.url).href;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', WRITER], {
    env: { ...process.env, OPEN_STORE: openStoreUrl, DIRECTORY: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resolves with the last number printed before the writer was killed. */
async function killAfter(writer: ChildProcess, lines: number): Promise<number> {
  if (writer.stdout === null) throw new Error('The writer has no output.');
  let last = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    last = Number(line);
    if (last === lines) {
      expect(await refusalOf(openStore(folder))).toBeInstanceOf(DataDirectoryInUse);
      writer.kill('SIGKILL');
    }
  }
  return last;
}

describe('a process that is killed', () => {
  it('leaves whole transactions, all that it acknowledged, and no lock', async () => {
    for (const lines of [1, 20, 45]) {
      const writer = startWriter();
      const ended = once(writer, 'exit');
      const acknowledged = await killAfter(writer, lines);
      const [, signal] = await ended;
      expect(signal).toBe('SIGKILL');
      const store = await openStore(folder);
      const last = Number(await store.settings.get('last'));
      expect(last).toBeGreaterThanOrEqual(acknowledged);
      expect(acknowledged).toBeGreaterThanOrEqual(lines);
      expect(await store.ingest.loadMemory()).toHaveLength(last * 10);
      await store.ingest.deleteMemory(
        'crash',
        (await store.ingest.loadMemory()).map(({ key }) => key),
      );
      await store.close();
    }
  }, 60_000);
});
