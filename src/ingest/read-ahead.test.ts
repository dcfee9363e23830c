import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.ts';

/** Milliseconds from which a disk is slow: this one is, or is not. */
const DISKS = [-1, Number.POSITIVE_INFINITY];

test.each(DISKS)(
  'gives each file its own bytes, in order; a missing one throws its own error: %d',
  async (slowMillis) => {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-ahead-'));
    try {
      const bodies = ['a', 'b'.repeat(1_200_000), '', 'd', 'e', 'f', 'g'];
      const files = bodies.map((body, index) => ({
        path: join(folder, `${index}`),
        bytes: body.length,
      }));
      for (const [index, { path }] of files.entries()) await writeFile(path, bodies[index] ?? '');
      const missing = [10, 1e9].map((bytes) => ({ path: join(folder, 'missing'), bytes }));
      const read: string[] = [];
      for (const { chunks } of readAhead([...missing, ...files], slowMillis)) {
        try {
          let text = '';
          for await (const chunk of chunks) text += Buffer.from(chunk).toString();
          read.push(text);
        } catch (error) {
          read.push((error as NodeJS.ErrnoException).code ?? '');
        }
      }
      expect(read).toEqual(['ENOENT', 'ENOENT', ...bodies]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

test('files that nobody gets to read do no harm', async () => {
  const files = Array.from({ length: 10 }, (_, index) => ({ path: `/missing/${index}`, bytes: 5 }));
  for (const { file } of readAhead(files, -1)) {
    expect(file).toBe(files[0]);
    break;
  }
  // The reads that were under way fail meanwhile; an error that nobody hears would end the process.
  await new Promise((resolve) => setTimeout(resolve, 20));
});
