/**
 * Stand for a star and a question mark that mean themselves, in patterns that `expandVariables`
 * made. AWS's policy language has no control characters, so nothing else is mistaken for them.
 */
export const LITERAL_STAR = '\u0001';
export const LITERAL_ANY = '\u0002';

/**
 * Does the whole text match? `*` is any run of characters, `?` one character, all else itself.
 * Takes at most pattern × text steps: only the last star is ever tried again.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true;
  let at = 0;
  let inText = 0;
  let star = -1;
  let starText = 0;
  while (inText < text.length) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at;
      starText = inText;
      at += 1;
    } else if (wanted !== undefined && isSame(wanted, text[inText])) {
      at += 1;
      inText += 1;
    } else if (star >= 0) {
      at = star + 1;
      starText += 1;
      inText = starText;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

function isSame(wanted: string, found: string | undefined): boolean {
  if (wanted === '?' || wanted === found) return true;
  return (wanted === LITERAL_STAR && found === '*') || (wanted === LITERAL_ANY && found === '?');
}

/**
 * Does the pattern stand for this ARN? Each of the six parts is compared with its counterpart, so
 * that a star never runs over a colon into the next part; a pattern with fewer parts, such as
 * `arn:aws:s3*`, is compared as a whole.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*' || pattern === arn) return true;
  const wanted = partsOf(pattern);
  const found = partsOf(arn);
  if (wanted.length < 6 || found.length < 6) return matchesWildcard(pattern, arn);
  return wanted.every((part, index) => matchesWildcard(part, found[index] ?? ''));
}

/** The sixth part keeps its own colons. */
function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
