import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Copies } from './copies.ts';
import { isReadWhole } from './read-ahead.ts';

it('finds what has been there before, and nothing that only has its length', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-copies-'));
  try {
    const large = (word: string) => word.repeat(200_000);
    const contents = {
      ...{ a: 'one', b: 'two', c: 'one', d: 'three', e: '', f: '', g: 'one' },
      ...{ h: large('one'), i: large('two'), j: large('one'), k: large('other') },
    };
    for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
    const files = Object.entries(contents).map(([name, text]) => ({
      ...{ name, text, path: join(folder, name), bytes: text.length },
    }));
    const missing = ['x', 'y'].map((name) => ({
      ...{ name, text: '', path: join(folder, name), bytes: large('one').length },
    }));
    const all = [...files, ...missing];
    const copies = await Copies.among(all);
    const found = all.filter((file) =>
      copies.isCopy(file, isReadWhole(file) ? Buffer.from(file.text) : undefined),
    );
    expect(found.map(({ name }) => name)).toEqual(['c', 'g', 'j']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
