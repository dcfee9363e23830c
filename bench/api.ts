/**
 * The API under load: ListDetectors, with and without policies to weigh, against `moto_server`
 * where it is there; CreateMembers of 50 accounts; ListFindings with two criteria and a sort.
 * Aims: ten times moto; policies take at most a fifth of a request; ListFindings 20 ms (p99).
 *
 * `npx tsx bench/api.ts [--findings 1000000] [--seconds 5] [--only detectors,trail,members]`
 * `--data FOLDER` keeps what was filled, for a further run with the same part.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ACCOUNT, ROOT } from './api/bench.ts';
import { detectors } from './api/detectors.ts';
import { findings } from './api/findings.ts';
import { members } from './api/members.ts';
import { trail } from './api/trail.ts';
import { bundle, tellParent } from './load/child-server.ts';
import { chosenParts } from './load/chosen-parts.ts';

async function serve(dataDirectory: string, keys: string, trail: string): Promise<void> {
  const { startVedette } = await import('../src/main.ts');
  const vedette = await startVedette({
    ...{ host: '127.0.0.1', port: 0, dataDirectory },
    masterKey: { kind: 'own-file', directory: keys },
    management: { accountId: ACCOUNT, rootKey: ROOT },
    sources: [],
    ...{ auditTrail: trail !== 'off', auditDetection: trail === 'judged' },
  });
  tellParent(vedette.port, () => vedette.close());
}

const { values } = parseArgs({
  options: {
    serve: { type: 'string' },
    keys: { type: 'string', default: '' },
    trail: { type: 'string', default: 'judged' },
    findings: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '5' },
    data: { type: 'string' },
    only: { type: 'string', default: 'detectors,trail,members,findings' },
  },
});
if (values.serve) {
  await serve(values.serve, values.keys, values.trail);
} else {
  const file = await bundle(fileURLToPath(import.meta.url), 'api');
  for (const part of chosenParts(values.only, { detectors, trail, members, findings })) {
    const folder = values.data ?? mkdtempSync(join(tmpdir(), 'vedette-bench-'));
    mkdirSync(folder, { recursive: true });
    const { seconds, findings: count } = values;
    const bench = { file, folder, seconds: Number(seconds), findings: Number(count) };
    await part(bench);
    if (!values.data) rmSync(folder, { recursive: true, force: true });
  }
}
