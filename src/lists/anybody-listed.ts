import { hashName } from './domain-table.ts';
import type { ListEntries } from './entries.ts';
import type { Ipv4Range, Ipv6Range } from './ip-networks.ts';

const BITS = 2 ** 24;
/** Digits of IPv6 prefixes that are told apart: /48, /32 and /16. */
const PREFIX_DIGITS = [12, 8, 4];

/**
 * Might any account's list have this? Says yes too often (to all of a /24, to names that share a
 * hash) and never no where it should say yes. 6 MB, whatever the accounts list; nothing is taken
 * out before the next start, which costs time and changes no finding.
 */
export class AnybodyListed {
  /** A bit for each /24. */
  #ipv4: Uint8Array | undefined;
  #ipv6: Uint8Array | undefined;
  #everyIpv6 = false;
  #domains: Uint8Array | undefined;
  /** One more with each list. */
  version = 0;

  add({ ipv4, ipv6, domains }: ListEntries): void {
    this.version += 1;
    for (const range of ipv4) this.#addIpv4(range);
    for (const range of ipv6) this.#addIpv6(range);
    for (const domain of domains) {
      this.#domains ??= new Uint8Array(BITS / 8);
      setBit(this.#domains, hashName(domain, domain.startsWith('*.') ? 2 : 0));
    }
  }

  mayHaveIpv4(address: number): boolean {
    return this.#ipv4 !== undefined && hasBit(this.#ipv4, address >>> 8);
  }

  /** 32 lower-case hex digits. */
  mayHaveIpv6(address: string): boolean {
    const bits = this.#ipv6;
    if (this.#everyIpv6 || bits === undefined) return this.#everyIpv6;
    return PREFIX_DIGITS.some((digits) => hasBit(bits, hashName(address.slice(0, digits))));
  }

  mayHaveDomain(domain: string): boolean {
    const bits = this.#domains;
    if (bits === undefined) return false;
    for (let from = 0; from >= 0; from = domain.indexOf('.', from) + 1 || -1) {
      if (hasBit(bits, hashName(domain, from))) return true;
    }
    return false;
  }

  #addIpv4({ first, last }: Ipv4Range): void {
    this.#ipv4 ??= new Uint8Array(BITS / 8);
    for (let at = first >>> 8; at <= last >>> 8; at += 1) {
      // Eight at once, where a wide network covers them.
      if (at % 8 === 0 && at + 7 <= last >>> 8) {
        this.#ipv4[at >>> 3] = 0xff;
        at += 7;
      } else setBit(this.#ipv4, at);
    }
  }

  #addIpv6({ first, last }: Ipv6Range): void {
    const digits = PREFIX_DIGITS.find((count) => first.slice(0, count) === last.slice(0, count));
    if (digits === undefined) this.#everyIpv6 = true;
    else {
      this.#ipv6 ??= new Uint8Array(BITS / 8);
      setBit(this.#ipv6, hashName(first.slice(0, digits)));
    }
  }
}

function setBit(bits: Uint8Array, number: number): void {
  const bit = number & (BITS - 1);
  bits[bit >>> 3] = (bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
}

function hasBit(bits: Uint8Array, number: number): boolean {
  const bit = number & (BITS - 1);
  return ((bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}
