import { expect, it } from 'vitest';
import { readZip, writeZip, ZipError } from './zip.ts';

const LIMITS = { files: 10, bytes: 1000 };
const texts = { 'index.py': 'print("☂")\n', 'lib/a.txt': 'x'.repeat(500) };

function unpacked(archive: Uint8Array, limits = LIMITS) {
  return Object.fromEntries(
    readZip(archive, limits).map(({ path, bytes }) => [path, Buffer.from(bytes).toString('utf8')]),
  );
}

/** An archive with some bytes of it written over. */
function changed(change: (zip: Buffer) => void): Uint8Array {
  const zip = Buffer.from(writeZip(texts));
  change(zip);
  return zip;
}

it('unpacks what it packed, and packs the same texts into the same bytes', () => {
  expect(unpacked(writeZip(texts))).toEqual(texts);
  expect(writeZip(texts)).toEqual(writeZip(texts));
  expect(unpacked(writeZip({}))).toEqual({});
});

it('reads an archive of another program: a stored file, a folder, an executable', () => {
  // Made with Python's zipfile: d/ and d/run (mode 0755, 3 bytes), stored.
  const made =
    'UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAACAAAAZC9QSwMEFAAAAAAAAAAhANJjSIgDAAAAAwAAAAUAAABkL3J1' +
    'bjEyM1BLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAACAAAAAAAAAAAAEADtQQAAAABkL1BLAQIUAxQAAAAAAAAA' +
    'IQDSY0iIAwAAAAMAAAAFAAAAAAAAAAAAAADtgSAAAABkL3J1blBLBQYAAAAAAgACAGMAAABGAAAAAAA=';
  const [file, ...others] = readZip(Buffer.from(made, 'base64'), LIMITS);
  expect(others).toEqual([]);
  expect(file).toMatchObject({ path: 'd/run', executable: true });
  expect(Buffer.from(file?.bytes ?? []).toString()).toBe('123');
});

it.each<[string, () => Uint8Array, RegExp]>([
  ['no archive', () => Buffer.from('PK, perhaps'), /no zip archive/],
  ['nothing', () => new Uint8Array(), /no zip archive/],
  ['a path upwards', () => writeZip({ '../up': 'x' }), /leads out/],
  ['a path from the root', () => writeZip({ '/etc/x': 'x' }), /leads out/],
  [
    'too many files',
    () => writeZip(Object.fromEntries([...'abcdefghijk'].map((n) => [n, '']))),
    /10 entries/,
  ],
  ['too many bytes', () => writeZip({ a: 'x'.repeat(600), b: 'x'.repeat(600) }), /more bytes/],
  [
    'a wrong checksum',
    () => changed((zip) => zip.writeUInt32LE(1, zip.lastIndexOf('PK\x01\x02') + 16)),
    /damaged/,
  ],
  ['a cut archive', () => changed((zip) => zip.fill(0, 0, 40)), /damaged/],
  [
    'a lie about its size',
    () => changed((zip) => zip.writeUInt32LE(3, zip.lastIndexOf('PK\x01\x02') + 24)),
    /damaged/,
  ],
])('refuses %s', (_what, archive, reason) => {
  expect(() => unpacked(archive())).toThrow(ZipError);
  expect(() => unpacked(archive())).toThrow(reason);
});
