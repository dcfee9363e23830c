import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Digested, readTar, TAR_END, tarHead, tarPadding } from './tar.ts';

function archive(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const body = Buffer.from(text);
    return [tarHead(name, body.length), body, tarPadding(body.length)];
  });
  return Buffer.concat([...parts, TAR_END]);
}

async function read(bytes: Buffer, pieceBytes: number): Promise<Record<string, string>> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    pieces.push(bytes.subarray(at, at + pieceBytes));
  }
  const found: Record<string, string> = {};
  for await (const { name, chunks } of readTar(Readable.from(pieces))) {
    let text = '';
    for await (const chunk of chunks) text += Buffer.from(chunk).toString('latin1');
    found[name] = text;
  }
  return found;
}

const files = { 'a.txt': 'short', 'b/c': 'x'.repeat(512), empty: '', 'd/e': 'y'.repeat(1300) };

describe('an archive', () => {
  it.each([1, 7, 512, 10_000])('comes back out of pieces of %i bytes', async (pieceBytes) => {
    expect(await read(archive(files), pieceBytes)).toEqual(files);
  });

  it('is one that tar reads', () => {
    const { stdout } = spawnSync('tar', ['-tvf', '-'], { input: archive(files) });
    expect(
      stdout.toString().match(/-rw------- .* (\d+) .* (a\.txt|b\/c|empty|d\/e)$/gm),
    ).toHaveLength(4);
  });

  it.each([100, 600, 1600])('that ends after %i bytes is cut off', async (length) => {
    await expect(read(archive(files).subarray(0, length), 512)).rejects.toThrow('cut off');
  });

  it('whose head is not as it was is damaged', async () => {
    const bytes = archive(files);
    bytes[3] = 65;
    await expect(read(bytes, 512)).rejects.toThrow('damaged');
  });

  it('takes no name that its head has no room for', () => {
    expect(() => tarHead('n'.repeat(101), 1)).toThrow('too long');
  });
});

it('adds up what it hands on', async () => {
  const digested = new Digested();
  let text = '';
  for await (const chunk of digested.of(Readable.from([Buffer.from('a'), Buffer.from('bc')])))
    text += chunk;
  expect([text, digested.hex.slice(0, 8)]).toEqual(['abc', 'ba7816bf']);
});
