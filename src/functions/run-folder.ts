import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readZip, type UnzipLimits } from '../lib/zip.ts';

/** The folder of one run: its code in `task`, everything else empty. */
export interface RunFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Unpacks a function's code below `parent`. With an `owner`, the folder is that user's and the code
 * is not: a function may write beside its code and not into it.
 */
export async function makeRunFolder(
  parent: string,
  code: Uint8Array,
  limits: UnzipLimits,
  owner: number | undefined,
): Promise<RunFolder> {
  const path = await mkdtemp(join(parent, 'run-'));
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    const task = join(path, 'task');
    for (const folder of [task, join(path, 'runtime')]) await mkdir(folder, { mode: 0o755 });
    for (const file of readZip(code, limits)) {
      const target = join(task, file.path);
      await mkdir(dirname(target), { recursive: true, mode: 0o755 });
      await writeFile(target, file.bytes, { mode: file.executable ? 0o755 : 0o644 });
    }
    if (owner !== undefined) await chown(path, owner, owner);
    await chmod(path, 0o700);
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Others may pass through it to their own folder and not look into it. */
export async function makeParent(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'vedette-functions-'));
  await chmod(parent, 0o711);
  return parent;
}
