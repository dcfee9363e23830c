import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHead } from '../http.ts';

/** A file of the built console, in the forms in which it can be sent. */
interface StaticFile {
  readonly type: string;
  readonly etag: string;
  /** By content coding; `identity` is always there. */
  readonly bodies: ReadonlyMap<string, Buffer>;
}

export interface StaticAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  md: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
};
const CODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const EMPTY = Buffer.alloc(0);
/** Their names hold a hash of their content, so that a year is not too long. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The console's files, read once into memory: a few MB, and no path of a request ever reaches the
 * file system. Undefined where the console was not built.
 */
export function readStaticFiles(directory: string): ReadonlyMap<string, StaticFile> | undefined {
  const files = new Map<string, StaticFile>();
  for (const path of filesOf(directory)) {
    const type = TYPES[path.split('.').at(-1) ?? ''];
    if (type === undefined) continue;
    const bodies = new Map<string, Buffer>([['identity', readFileSync(join(directory, path))]]);
    for (const [coding, suffix] of CODINGS) {
      const packed = readIfThere(join(directory, path + suffix));
      if (packed !== undefined) bodies.set(coding, packed);
    }
    const etag = `"${hash('sha256', bodies.get('identity') ?? EMPTY).slice(0, 32)}"`;
    files.set(path, { type, etag, bodies });
  }
  return files.has('index.html') ? files : undefined;
}

/** Answers a GET below `/console/`: a file, or for the address of a page the page's shell. */
export function answerStatic(
  files: ReadonlyMap<string, StaticFile>,
  head: RequestHead,
): StaticAnswer | undefined {
  if (head.method !== 'GET' && head.method !== 'HEAD') return undefined;
  const path = head.path.slice('/console/'.length);
  const isPage = !path.includes('.');
  const file = files.get(isPage ? 'index.html' : path);
  if (file === undefined) return undefined;
  const isImmutable = path.startsWith('assets/');
  const [coding, body] = best(file, head.headers.get('accept-encoding') ?? '');
  const headers = {
    'Content-Type': file.type,
    'Cache-Control': isImmutable ? IMMUTABLE : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
    ...(coding === 'identity' ? {} : { 'Content-Encoding': coding }),
  };
  if (head.headers.get('if-none-match') === file.etag) return { status: 304, headers, body: EMPTY };
  return { status: 200, headers, body };
}

function best({ bodies }: StaticFile, accepted: string): readonly [string, Buffer] {
  const codings = accepted.split(',').map((one) => one.trim());
  for (const [coding] of CODINGS) {
    const body = bodies.get(coding);
    // `br;q=0` refuses it, so that only the plain name counts.
    if (body !== undefined && codings.includes(coding)) return [coding, body];
  }
  return ['identity', bodies.get('identity') ?? EMPTY];
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
