import type { KnownLists } from '../../lists/known-lists.ts';

/** What a name below a domain may carry out. */
export interface NamePayload {
  /** The domain: what somebody registered. */
  readonly zone: string;
  /** Information in front of it, by the entropy of the characters: an estimate from above. */
  readonly bytes: number;
}

/** Undefined where fewer characters than asked for are in front of the domain. */
export function namePayload(
  domain: string,
  charactersMin: number,
  lists: KnownLists,
): NamePayload | undefined {
  if (domain.length < charactersMin) return undefined;
  const zone = lists.registrableDomain(domain);
  const front = domain.endsWith(`.${zone}`) ? domain.slice(0, -zone.length - 1) : '';
  const text = front.replaceAll('.', '');
  if (text.length < charactersMin) return undefined;
  return { zone, bytes: Math.round((text.length * entropyOf(text)) / 8) };
}

/** Bits per character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
