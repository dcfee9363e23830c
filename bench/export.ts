/**
 * What leaves, and what is stored. Findings to a webhook and to a bucket, against a bare client
 * that sends the same requests; objects of 1 MB put and got on the embedded S3, against `node:http`
 * over files; what it costs that detection looks at requests. Aims: 0.7 of the bare client, 0.6 of
 * `node:http`.
 *
 * `npx tsx bench/export.ts [--findings 4000] [--seconds 5] [--rounds 5]
 * [--only findings,objects,watched]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findings } from './export/findings.ts';
import { objects } from './export/objects.ts';
import { serveFiles, serveReceiver, serveVedette } from './export/servers.ts';
import { watched } from './export/watched.ts';
import { bundle } from './load/child-server.ts';
import { chosenParts } from './load/chosen-parts.ts';

const { values } = parseArgs({
  options: {
    /** A role in the bundle: the benchmark itself, or one of its servers. */
    role: { type: 'string' },
    folder: { type: 'string', default: '' },
    findings: { type: 'string', default: '4000' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'findings,objects,watched' },
  },
});
const { role, folder } = values;
const parts = chosenParts(values.only, { findings, objects, watched });
if (role === undefined) {
  // Bundled, since tsx wraps every function, of ours and of the peer alike.
  const file = await bundle(fileURLToPath(import.meta.url), 'export');
  const args = [file, '--role', 'bench', ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else if (role === 'bench') {
  const place = mkdtempSync(join(tmpdir(), 'vedette-bench-'));
  const bench = {
    file: fileURLToPath(import.meta.url),
    folder: place,
    findings: Number(values.findings),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
  };
  try {
    for (const part of parts) await part(bench);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
} else if (role === 'receiver') await serveReceiver();
else if (role === 'files') await serveFiles(folder);
else await serveVedette(folder, role === 'silent');
