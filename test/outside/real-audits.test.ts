/**
 * Kubernetes audit events that nobody here wrote: some 50, one or a few a file, recorded in
 * clusters of their own. They lie beside the repository, where they are there at all.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathIsThere } from './presence.ts';
import { run } from './vedette.ts';

const folder = '../shared/data/falco-k8s-audit';
const there = pathIsThere(folder, 'scan of real Kubernetes audit events');
const source = ['--log-account', '111122223333', '--log-region', 'eu-west-1'];

describe.skipIf(!there)('real Kubernetes audit events', () => {
  async function scan(path: string) {
    const args = ['scan', path, ...source, '--log-cluster', 'example', '--format', 'json'];
    const { stdout } = await run(process.execPath, ['dist/vedette.js', ...args], process.env);
    return JSON.parse(stdout) as {
      findings: { type: string; severity: number }[];
      summary: { unreadableRecords: Record<string, number> };
    };
  }

  test('scan finds who made a namespace without a name, and nothing else', async () => {
    for (const path of [folder, join(folder, 'anonymous_creates_namespace_foo.json')]) {
      const { findings } = await scan(path);
      const found = findings.map(({ type, severity }) => [type, severity]);
      expect(found).toEqual([['Impact:Kubernetes/SuccessfulAnonymousAccess', 8]]);
    }
  });

  test('every event is read but for one object that is none', async () => {
    const { summary } = await scan(folder);
    expect(summary.unreadableRecords).toEqual({ 'unknown-record': 1 });
  });
});
