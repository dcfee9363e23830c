/**
 * Networks that are nobody's on the Internet: private use, shared (RFC 6598), loopback, link-local,
 * and IPv6's unique local and link-local ones. `address` is as logs write it; text that is no
 * address is not private.
 */
export function isPrivateAddress(address: string): boolean {
  return address.includes(':') ? IPV6.test(address) : IPV4.test(address);
}

/** The same of an IPv4 address as a number. */
export function isPrivateIpv4(address: number): boolean {
  const first = address >>> 24;
  if (first === 10 || first === 127) return true;
  const two = address >>> 16;
  if (first === 172) return two >= 0xac10 && two <= 0xac1f;
  if (first === 100) return two >= 0x6440 && two <= 0x647f;
  return two === 0xc0a8 || two === 0xa9fe;
}

/** Can the IPv4 address be reached over the Internet? Not where it is private or of a multicast. */
export function isPublicIpv4(address: number): boolean {
  const first = address >>> 24;
  return first > 0 && first < 224 && !isPrivateIpv4(address);
}

const IPV4 =
  /^(10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const IPV6 = /^(f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)/i;
