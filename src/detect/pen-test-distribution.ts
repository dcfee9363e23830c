/** Distributions made for breaking in, by the word that their kernels and SDKs write. */
const DISTRIBUTIONS = [
  { word: 'kali', name: 'Kali Linux', suffix: 'KaliLinux' },
  { word: 'parrot', name: 'Parrot Linux', suffix: 'ParrotLinux' },
  { word: 'pentoo', name: 'Pentoo Linux', suffix: 'PentooLinux' },
] as const;

/** What a user agent must have for a distribution to be looked for, in lower case. */
export const penTestWords: readonly string[] = DISTRIBUTIONS.map(({ word }) => word);

/**
 * The word stands alone or beside digits (`md/distrib#kali.2025`, `Linux/6.1.0-kali9-amd64`,
 * `5.5.0-1parrot1`), never inside a longer one, and never as the name of the program itself.
 */
const MARKS = DISTRIBUTIONS.map(
  ({ word }) => new RegExp(`[^a-z ]${word}(?![a-z])|\\(${word} `, 'i'),
);

export type PenTestDistribution = (typeof DISTRIBUTIONS)[number];

/** The distribution that a user agent names. */
export function penTestDistribution(userAgent: string): PenTestDistribution | undefined {
  return DISTRIBUTIONS.find((_, i) => MARKS[i]?.test(userAgent));
}
