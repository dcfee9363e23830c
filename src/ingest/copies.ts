import { createHash } from 'node:crypto';
import { isReadWhole } from './read-ahead.ts';
import { readObject } from './read-object.ts';

interface SizedFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Tells files with the content of one before them. Only those of one length are looked at, and only
 * when somebody asks: few logs need it.
 */
export class Copies {
  /** By length and digest. */
  private readonly seen = new Set<string>();

  private constructor(
    /** Lengths that several files have. */
    private readonly shared: ReadonlySet<number>,
    private readonly large: ReadonlyMap<SizedFile, string>,
  ) {}

  /** Reads large files of one length for it, which are not held whole when they are read again. */
  static async among(files: readonly SizedFile[]): Promise<Copies> {
    const lengths = new Set<number>();
    const shared = new Set<number>();
    // A pipe or device says 0, and can be read only once.
    for (const { bytes } of files)
      if (bytes > 0) (lengths.has(bytes) ? shared : lengths).add(bytes);
    const large = new Map<SizedFile, string>();
    for (const file of files) {
      if (!shared.has(file.bytes) || isReadWhole(file)) continue;
      // What cannot be read is no copy: whoever reads it as a log says so.
      large.set(file, await digestOf(file.path).catch(() => file.path));
    }
    return new Copies(shared, large);
  }

  /** Asked once for each file, as they are read. `whole`: all bytes of one that is read whole. */
  isCopy(file: SizedFile, whole: Uint8Array | undefined): boolean {
    if (!this.shared.has(file.bytes)) return false;
    const digest = whole === undefined ? this.large.get(file) : digested(whole);
    if (digest === undefined) return false;
    const key = `${file.bytes} ${digest}`;
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readObject(path)) hash.update(chunk);
  return hash.digest('base64');
}

function digested(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
