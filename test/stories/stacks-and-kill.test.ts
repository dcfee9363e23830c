/**
 * A server that is killed while it is at a stack, or at a set of stacks. The long run:
 * VEDETTE_STACK_KILLS=10 VEDETTE_STACK_SEED=7 npx vitest run test/stories/stacks-and-kill.test.ts
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededNumbers } from '../../src/lists/testing.ts';
import { DEEDS, type Deed } from '../support/stack-account.ts';
import type { Done } from '../support/stack-process.ts';

const KILLS = Number(process.env.VEDETTE_STACK_KILLS ?? 1);
const SEED = Number(process.env.VEDETTE_STACK_SEED ?? 1);
const MINUTES = (2 + KILLS) * 60_000;

let folder: string;
let undisturbed: readonly Done[];
const below = seededNumbers(SEED);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-stacks-'));
  undisturbed = JSON.parse(await run('undisturbed', DEEDS, 0));
}, MINUTES);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a process to its end, or until it stands still and is killed; answers what it said. */
async function run(place: string, deeds: readonly Deed[], stop: number): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'test/support/stack-process.ts', join(folder, place)],
      ...[deeds.join(), String(stop)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.startsWith('standing')) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return said;
}

describe('a server that is killed in the middle', () => {
  it.each(DEEDS)(
    'of what it does to %s goes on, and loses and doubles nothing',
    async (deed) => {
      const { readings = 0, state } = undisturbed.find((one) => one.deed === deed) ?? {};
      // The first ones are those of the call itself.
      const places = Array.from({ length: KILLS }, () => 5 + below(Math.floor(readings * 0.7)));
      let killed = 0;
      for (const place of places) {
        const said = await run('killed', [deed], place);
        if (said === 'standing') killed += 1;
      }
      expect(killed).toBeGreaterThan(0);
      const [done] = JSON.parse(await run('killed', [deed], 0)) as Done[];
      expect({ places, state: done?.state }).toEqual({ places, state });
    },
    MINUTES,
  );
});
