import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** What a zip archive may unpack to. */
export interface UnzipLimits {
  readonly files: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
}

export interface ZipFile {
  /** With slashes, below the folder that it is unpacked into. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** What is no archive, or one that must not be unpacked. The text says why. */
export class ZipError extends Error {}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
/** An archive ends with up to this much comment. */
const COMMENT_BYTES_MAX = 0xffff;
const UNIX = 3;

/** The files of an archive, folders left out. Throws ZipError. */
export function readZip(archive: Uint8Array, limits: UnzipLimits): ZipFile[] {
  const zip = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endRecord(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.files) throw new ZipError(`it has more than ${limits.files} entries`);
  let at = zip.readUInt32LE(end + 16);
  let left = limits.bytes;
  const files: ZipFile[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) throw broken();
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const path = zip.toString('utf8', at + 46, nameEnd);
    if (!path.endsWith('/')) {
      checkPath(path);
      const bytes = entryBytes(zip, at, left);
      left -= bytes.length;
      const isUnix = zip[at + 5] === UNIX;
      const executable = isUnix && ((zip.readUInt32LE(at + 38) >>> 16) & 0o111) !== 0;
      files.push({ path, bytes, executable });
    }
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

function endRecord(zip: Buffer): number {
  const last = zip.length - 22;
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES_MAX); at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  throw new ZipError('it is no zip archive');
}

/** What would land outside of the folder is refused rather than bent. */
function checkPath(path: string): void {
  const parts = path.split('/');
  const bad = path.startsWith('/') || /[\\\0]/.test(path) || parts.includes('..');
  if (bad || path.length > 1024) throw new ZipError('it has a path that leads out of its folder');
}

function entryBytes(zip: Buffer, at: number, bytesMax: number): Uint8Array {
  const flags = zip.readUInt16LE(at + 8);
  const method = zip.readUInt16LE(at + 10);
  const packed = zip.readUInt32LE(at + 20);
  const size = zip.readUInt32LE(at + 24);
  const local = zip.readUInt32LE(at + 42);
  if (flags & 1) throw new ZipError('it is encrypted');
  if (size > bytesMax) throw new ZipError('it unpacks to more bytes than may be');
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) throw broken();
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packed > zip.length) throw broken();
  const bytes = unpack(zip.subarray(start, start + packed), method, size);
  if (bytes.length !== size || crc32(bytes) !== zip.readUInt32LE(at + 16)) throw broken();
  return bytes;
}

function unpack(packed: Buffer, method: number, size: number): Uint8Array {
  if (method === STORED) return new Uint8Array(packed);
  if (method !== DEFLATED) throw new ZipError('it is packed in another way than deflate');
  try {
    // At most the size that its record states: an archive that lies is broken, not large.
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw broken();
  }
}

function broken(): ZipError {
  return new ZipError('it is damaged');
}

/** An archive of a few texts. The same texts give the same bytes. */
export function writeZip(texts: Readonly<Record<string, string>>): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(texts)) {
    const name = Buffer.from(path, 'utf8');
    const bytes = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(bytes);
    const shared = sharedFields(bytes, packed, name);
    const local = Buffer.concat([word(LOCAL), shared, name, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    central.writeUInt32LE(at, 10);
    centrals.push(Buffer.concat([word(CENTRAL), Buffer.from([20, UNIX]), shared, central, name]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

/** From the version needed to the length of the extra field: the same in both records. */
function sharedFields(bytes: Buffer, packed: Buffer, name: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  // 1 January 1980, the first day that the format knows.
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
