const ZERO = 0x30;
/** As the digits are counted. */
const DOT = 0x2e - ZERO;

/** The IPv4 address that `bytes[from, end)` spell, as a number; -1 where they spell none. */
export function ipv4At(bytes: Uint8Array, from: number, end: number): number {
  let address = 0;
  let byte = -1;
  let dots = 0;
  for (let index = from; index < end; index += 1) {
    const digit = (bytes[index] as number) - ZERO;
    if (digit >= 0 && digit <= 9) {
      byte = byte < 0 ? digit : byte * 10 + digit;
      if (byte > 255) return -1;
    } else if (byte < 0 || digit !== DOT) return -1;
    else {
      address = address * 256 + byte;
      byte = -1;
      dots += 1;
    }
  }
  return dots === 3 && byte >= 0 ? address * 256 + byte : -1;
}
