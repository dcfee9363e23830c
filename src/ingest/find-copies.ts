import { createHash } from 'node:crypto';
import { readObject } from './read-object.ts';

interface SizedFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Files with the content of one before them. Only those of one length are read for it, which few
 * logs share. What cannot be read is no copy: whoever reads it as a log says so.
 */
export async function findCopies<F extends SizedFile>(files: readonly F[]): Promise<Set<F>> {
  const byBytes = new Map<number, F[]>();
  for (const file of files) {
    const same = byBytes.get(file.bytes);
    if (same === undefined) byBytes.set(file.bytes, [file]);
    else same.push(file);
  }
  const copies = new Set<F>();
  for (const [bytes, same] of byBytes) {
    // A pipe or device says 0, and can be read only once.
    if (bytes === 0 || same.length === 1) continue;
    const seen = new Set<string>();
    for (const file of same) {
      const digest = await digestOf(file.path).catch(() => file.path);
      if (seen.has(digest)) copies.add(file);
      seen.add(digest);
    }
  }
  return copies;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readObject(path)) hash.update(chunk);
  return hash.digest('base64');
}
