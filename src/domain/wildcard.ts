/** How many wildcards a pattern has: `*` for any text, none included, and `?` for one character. */
export function wildcardsIn(pattern: string): number {
  return [...pattern].filter((one) => one === '*' || one === '?').length;
}

/**
 * The test for a pattern, of the whole text and case-sensitively; there is no way to write a plain
 * `*`. It is no regular expression, because those take a time that grows with a power of the text
 * for patterns with several `*`: this one takes at the most the length of the text times that of
 * the pattern.
 */
export function compileWildcard(pattern: string): (text: string) => boolean {
  const wanted = [...pattern];
  return (text) => covers(wanted, [...text]);
}

/** Remembers only the last `*`: what an earlier one took can stay as it is. */
function covers(pattern: readonly string[], text: readonly string[]): boolean {
  let at = 0;
  let star: number | undefined;
  let resume = 0;
  for (let place = 0; place < text.length; ) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at;
      resume = place;
      at += 1;
    } else if (wanted === '?' || wanted === text[place]) {
      at += 1;
      place += 1;
    } else if (star !== undefined) {
      at = star + 1;
      resume += 1;
      place = resume;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((one) => one === '*');
}
