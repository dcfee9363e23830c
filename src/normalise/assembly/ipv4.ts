const ZERO = 0x30;
const DOT = 0x2e;

/** The IPv4 address that these bytes spell, or -1. */
export function ipv4At(from: i32, end: i32): i64 {
  let address: i64 = 0;
  let byte = -1;
  let dots = 0;
  for (let index = from; index < end; index += 1) {
    const code = <i32>load<u8>(index);
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) {
      byte = byte < 0 ? digit : byte * 10 + digit;
      if (byte > 255) return -1;
    } else if (byte < 0 || code !== DOT) return -1;
    else {
      address = (address << 8) | byte;
      byte = -1;
      dots += 1;
    }
  }
  return dots === 3 && byte >= 0 ? (address << 8) | byte : -1;
}
