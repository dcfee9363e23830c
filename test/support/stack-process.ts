import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/lib/clock.ts';
import { startVedette } from '../../src/main.ts';
import { Account, DEEDS, type Deed, KEY } from './stack-account.ts';

export interface Done {
  readonly deed: Deed;
  /** Of the clock, while it was done. */
  readonly readings: number;
  /** What there is then, without what differs from run to run. */
  readonly state: object;
}

/**
 * Starts a server on the folder and asks it for one deed after the other, each once nothing is
 * under way any more. A deed is begun once, however often it is asked for. `reading` is told of
 * each reading of the clock meanwhile.
 */
export async function carryOn(
  folder: string,
  deeds: readonly Deed[],
  reading: () => void,
): Promise<Done[]> {
  let readings = 0;
  let isWatched = false;
  const now = () => {
    readings += 1;
    if (isWatched) reading();
    return systemClock.now();
  };
  const vedette = await startVedette({
    ...{ host: '127.0.0.1', port: 0, dataDirectory: join(folder, 'data'), clock: { now } },
    masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
    management: { accountId: '999999999999', email: 'root@example.com', rootKey: KEY },
    ...{ auditDetection: false, functions: {} },
  });
  const account = new Account(vedette.url);
  await account.prepare();
  const done: Done[] = [];
  for (const deed of deeds) {
    readings = 0;
    isWatched = true;
    await account.begin(deed);
    await account.settle();
    isWatched = false;
    done.push({ deed, readings, state: await account.state() });
  }
  await vedette.close();
  return done;
}

const [, script = '', folder, asked = '', stop = '0'] = process.argv;
if (script.endsWith('stack-process.ts') && folder !== undefined) {
  let readings = 0;
  const deeds = DEEDS.filter((deed) => asked.split(',').includes(deed));
  const done = await carryOn(folder, deeds, () => {
    readings += 1;
    if (readings !== Number(stop)) return;
    writeSync(1, 'standing');
    // Nothing more happens in this process until it is killed.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
  writeSync(1, JSON.stringify(done));
}
