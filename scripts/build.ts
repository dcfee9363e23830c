/** Bundles the command line to `dist/vedette.js`: one ES module with its shebang, our code only. */
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { build } from 'esbuild';

const outfile = 'dist/vedette.js';

async function bundle(): Promise<void> {
  await mkdir('dist', { recursive: true });
  const result = await build({
    entryPoints: ['src/cli/vedette.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    metafile: true,
    logLevel: 'warning',
  });
  await chmod(outfile, 0o755);
  const output = result.metafile.outputs[outfile];
  await refuseUndeclared((output?.imports ?? []).map((imported) => imported.path));
  console.log(`built ${outfile} (${Math.round((output?.bytes ?? 0) / 1024)} kB)`);
}

/** What an installed copy would miss: a package that `dependencies` does not name. */
async function refuseUndeclared(imports: readonly string[]): Promise<void> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const missing = imports.filter((name) => {
    if (name.startsWith('node:') || builtinModules.includes(name)) return false;
    const packageName = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
    return !(packageName in manifest.dependencies);
  });
  if (missing.length > 0) {
    throw new Error(`not in "dependencies" of package.json: ${[...new Set(missing)].join(', ')}`);
  }
}

await bundle();
