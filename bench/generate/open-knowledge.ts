import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../src/lib/clock.ts';
import { knownToAll } from '../../src/lists/create-known-lists.ts';
import type { KnownLists } from '../../src/lists/known-lists.ts';
import { openWorld } from '../../src/lists/open-world.ts';
import type { Estate } from './estate.ts';
import { knowledgeFiles } from './knowledge.ts';

/** What the generated operator knows, read from its files as a server and a scan read them. */
export async function withKnowledge<T>(
  estates: readonly Estate[],
  at: number,
  use: (lists: KnownLists) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-knowledge-'));
  try {
    for (const { name, body } of knowledgeFiles(estates, at)) {
      await writeFile(join(folder, name), body);
    }
    const world = await openWorld({
      feeds: join(folder, 'feeds.json'),
      inventory: join(folder, 'inventory.json'),
      clock: new ManualClock(at),
      dataDirectory: folder,
    });
    return await use(knownToAll(world));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
