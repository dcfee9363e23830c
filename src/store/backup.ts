import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'libsql';
import { Digested, readTar, TAR_END, type TarEntry, tarHead, tarPadding } from '../lib/tar.ts';
import { BACKUP_TRIES_MAX } from '../limits.ts';
import { DATABASE_FILE } from './open-store.ts';

/** What a backup holds; its last file is a list of the others with their digests. */
export interface BackupOutcome {
  readonly files: number;
  readonly bytes: number;
}

const OBJECTS = 'objects';
const MANIFEST = 'manifest.json';
/** Files that only mean something while a server runs, and what a broken-off backup leaves. */
const LEFT_OUT = /^(vedette\.db(-wal|-shm)?|vedette\.lock(-journal)?|backup-[0-9a-f]+)$/;

interface Manifest {
  readonly format: 1;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes one file with the database, the objects of the embedded S3 and all else that lies in a
 * data directory, while a server may be using it. The database is a snapshot of one moment; objects
 * are held by links from before it, since their files never change but may go. Secrets stay sealed:
 * the master key is not in it. Throws an Error for the operator; then the file is not there.
 */
export async function backUp(dataDirectory: string, file: string): Promise<BackupOutcome> {
  const directory = resolve(dataDirectory);
  if (!existsSync(join(directory, DATABASE_FILE))) {
    throw new Error(`${directory} is no data directory: it has no ${DATABASE_FILE}.`);
  }
  if (existsSync(file)) throw new Error(`${file} is there already: a backup replaces nothing.`);
  const work = join(directory, `backup-${randomBytes(8).toString('hex')}`);
  const part = `${resolve(file)}.part`;
  await mkdir(work, { mode: 0o700 });
  try {
    const objects = await snapshot(directory, work);
    const outcome = await write(directory, work, objects, part);
    await rename(part, file);
    return outcome;
  } finally {
    await rm(work, { recursive: true, force: true });
    await rm(part, { force: true });
  }
}

/** Copies the database and holds on to every object that the copy knows; answers their names. */
async function snapshot(directory: string, work: string): Promise<readonly string[]> {
  const held = join(work, OBJECTS);
  for (let tries = 1; ; tries += 1) {
    await hold(join(directory, OBJECTS), held);
    const copy = join(work, DATABASE_FILE);
    await rm(copy, { force: true });
    copyDatabase(join(directory, DATABASE_FILE), copy);
    const wanted = blobsOf(copy);
    // What was put between the links and the copy.
    await hold(join(directory, OBJECTS), held);
    const missing = wanted.filter((blob) => !existsSync(join(held, blob)));
    if (missing.length === 0) return wanted;
    if (tries === BACKUP_TRIES_MAX) {
      throw new Error(`${missing.length} objects went while they were being backed up. Try again.`);
    }
  }
}

async function hold(objects: string, held: string): Promise<void> {
  await mkdir(held, { recursive: true });
  for (const folder of await namesIn(objects)) {
    for (const blob of await namesIn(join(objects, folder))) {
      if (blob.endsWith('.part') || existsSync(join(held, blob))) continue;
      await link(join(objects, folder, blob), join(held, blob)).catch(ignoreGone);
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    ignoreGone(error);
    return [];
  });
}

/** What is deleted meanwhile is missed later, if the database knows it. */
function ignoreGone(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

function copyDatabase(from: string, to: string): void {
  const database = new Database(from, { readonly: true });
  try {
    database.exec('pragma busy_timeout = 30000');
    database.exec(`vacuum into '${to.replaceAll("'", "''")}'`);
  } finally {
    database.close();
  }
}

function blobsOf(path: string): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const rows = database
      .prepare('select blob from objects union select blob from upload_parts')
      .all() as { readonly blob: string }[];
    return rows.map(({ blob }) => blob);
  } finally {
    database.close();
  }
}

async function write(
  directory: string,
  work: string,
  objects: readonly string[],
  part: string,
): Promise<BackupOutcome> {
  const files: Record<string, string> = {};
  let bytes = 0;
  async function* archive(): AsyncGenerator<Uint8Array> {
    for (const [name, path] of await places(directory, work, objects)) {
      const { size } = await stat(path);
      const digested = new Digested();
      yield tarHead(name, size);
      // A file that grows meanwhile is taken as long as it was.
      if (size > 0) yield* digested.of(createReadStream(path, { end: size - 1 }));
      yield tarPadding(size);
      files[name] = digested.hex;
      bytes += size;
    }
    const manifest: Manifest = { format: 1, files };
    const text = Buffer.from(JSON.stringify(manifest));
    yield tarHead(MANIFEST, text.length);
    yield text;
    yield tarPadding(text.length);
    yield TAR_END;
  }
  await pipeline(archive, createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }));
  return { files: Object.keys(files).length, bytes };
}

async function places(
  directory: string,
  work: string,
  objects: readonly string[],
): Promise<[name: string, path: string][]> {
  const found: [string, string][] = [[DATABASE_FILE, join(work, DATABASE_FILE)]];
  for (const blob of objects) {
    found.push([`${OBJECTS}/${blob.slice(0, 2)}/${blob}`, join(work, OBJECTS, blob)]);
  }
  const others = (await namesIn(directory)).filter((name) => !LEFT_OUT.test(name));
  for (const name of others.filter((one) => one !== OBJECTS)) {
    for (const path of await filesBelow(directory, name)) found.push([path, join(directory, path)]);
  }
  return found;
}

async function filesBelow(directory: string, name: string): Promise<string[]> {
  if (!(await stat(join(directory, name))).isDirectory()) return [name];
  const below = (await namesIn(join(directory, name))).map((one) => `${name}/${one}`);
  return (await Promise.all(below.map((one) => filesBelow(directory, one)))).flat();
}

/**
 * Makes a data directory out of a backup, whole or not at all. Throws an Error for the operator
 * where the directory is not empty, or the backup is damaged.
 */
export async function restore(file: string, dataDirectory: string): Promise<BackupOutcome> {
  const directory = resolve(dataDirectory);
  if ((await namesIn(directory)).length > 0) {
    throw new Error(`${directory} is not empty: a backup is restored into a new directory only.`);
  }
  const work = `${directory}.restore-${randomBytes(8).toString('hex')}`;
  await mkdir(work, { recursive: true, mode: 0o700 });
  try {
    const outcome = await extract(file, work);
    await rm(directory, { recursive: true, force: true });
    await rename(work, directory);
    return outcome;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function extract(file: string, work: string): Promise<BackupOutcome> {
  const found: Record<string, string> = {};
  let bytes = 0;
  let manifest: Manifest | undefined;
  for await (const entry of readTar(createReadStream(file))) {
    const digested = new Digested();
    if (entry.name === MANIFEST) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry.chunks) chunks.push(chunk);
      manifest = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Manifest;
      continue;
    }
    await extractFile(entry, work, digested);
    found[entry.name] = digested.hex;
    bytes += entry.bytes;
  }
  if (manifest === undefined)
    throw new Error('The backup is cut off: it has no list of its files.');
  const wanted = Object.entries(manifest.files);
  const wrong = wanted.find(([name, digest]) => found[name] !== digest);
  if (wrong !== undefined) throw new Error(`The backup is damaged: ${wrong[0]} is not as it was.`);
  await syncFolder(work);
  return { files: wanted.length, bytes };
}

async function extractFile(entry: TarEntry, work: string, digested: Digested): Promise<void> {
  const { name } = entry;
  const isInside = name.split('/').every((part) => !['', '.', '..'].includes(part));
  if (!isInside || name.includes('\\'))
    throw new Error('The backup names a file outside of itself.');
  const path = join(work, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const out = createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true });
  await pipeline(digested.of(entry.chunks), out);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
