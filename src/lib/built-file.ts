import { readFileSync } from 'node:fs';

/** Beside the bundle, or, where the sources run, in its folder. */
const FOLDERS = ['./', '../../dist/'];

/** A file that `npm run build` makes. Throws where there is none. */
export function readBuiltFile(name: string): Uint8Array {
  for (const folder of FOLDERS) {
    try {
      return readFileSync(new URL(folder + name, import.meta.url));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error(`${name} is missing: npm run build makes it.`);
}
