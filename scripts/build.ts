/**
 * Bundles the command line to `dist/vedette.js`, one ES module with its shebang and our code only,
 * compiles the reading of logs and the table of networks, which ship beside it, and builds the
 * console to `dist/console/`, with its files compressed beforehand. `server` or `console` as an
 * argument builds only that.
 */
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { compileAsTable } from '../src/lists/places/as-table.ts';
import { PAGES, PAGES_MAX } from '../src/normalise/assembly/state.ts';

const outfile = 'dist/vedette.js';
const reading = 'dist/log-reading.wasm';

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

/** What finds records in bytes, from AssemblyScript to WebAssembly. */
async function compileReading(): Promise<void> {
  const asc = await import('assemblyscript/asc');
  const { error, stderr } = await asc.main([
    'src/normalise/assembly/index.ts',
    ...['--outFile', reading, '-O3', '--runtime', 'stub', '--noAssert'],
    ...['--enable', 'simd', '--enable', 'threads', '--importMemory', '--sharedMemory'],
    ...['--initialMemory', `${PAGES}`, '--maximumMemory', `${PAGES_MAX}`, '--zeroFilledMemory'],
  ]);
  if (error !== null) throw new Error(`${reading} cannot be compiled:\n${stderr.toString()}`);
  console.log(`built ${reading} (${Math.round((await stat(reading)).size / 1024)} kB)`);
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

const consoleFolder = 'dist/console';
const compressible = /\.(html|js|css|svg)$/;

async function buildConsole(): Promise<void> {
  // The server's bundle is wanted more often, and does not need vite.
  const vite = await import('vite');
  await vite.build({ configFile: 'console/vite.config.ts', logLevel: 'warn' });
  let bytes = 0;
  for (const entry of await readdir(consoleFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !compressible.test(entry.name)) continue;
    bytes += await compress(join(entry.parentPath, entry.name));
  }
  console.log(`built ${consoleFolder} (${Math.round(bytes / 1024)} kB compressed, all pages)`);
}

/** Writes `.br` and `.gz` beside a file; answers the bytes of the smaller. */
async function compress(path: string): Promise<number> {
  const content = await readFile(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const small = brotliCompressSync(content, { params });
  await writeFile(`${path}.br`, small);
  await writeFile(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  return small.length;
}

const [only] = process.argv.slice(2);
if (only !== 'console') {
  await bundle();
  await compileReading();
  await compileNetworks();
}
if (only !== 'server') await buildConsole();
