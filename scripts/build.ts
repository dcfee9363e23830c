/**
 * Bundles the command line to `dist/vedette.js`, one ES module with its shebang and our code only,
 * and compiles the table of networks that ships beside it.
 */
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { build } from 'esbuild';
import { compileAsTable } from '../src/lists/places/as-table.ts';

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

/**
 * The table that says whose network an address is in, compiled from the CSV files of
 * @ip-location-db/asn (35 MB, which need not be installed) where it is older than they are.
 */
async function compileNetworks(): Promise<void> {
  const table = 'dist/as-networks.bin';
  const { resolve } = createRequire(import.meta.url);
  const [four, six] = ['4', '6'].map((v) => resolve(`@ip-location-db/asn/asn-ipv${v}.csv`));
  if (four === undefined || six === undefined) throw new Error('A CSV file is missing.');
  const made = await stat(table).catch(() => undefined);
  if (made !== undefined && made.mtimeMs > (await stat(four)).mtimeMs) return;
  const bytes = compileAsTable(await readFile(four, 'utf8'), await readFile(six, 'utf8'));
  await writeFile(table, bytes);
  console.log(`built ${table} (${Math.round(bytes.length / 1024)} kB)`);
}

await bundle();
await compileNetworks();
