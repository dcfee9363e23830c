/**
 * The value of a policy's text, or undefined where it is no JSON object that says one thing: a key
 * that is given twice is refused, since `JSON.parse` would forget the first without a word.
 */
export function parsePolicyJson(text: string): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || hasKeyTwice(text)) return undefined;
  return value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Strings with the colon that makes them keys, and the braces that open and close objects. */
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g;

/** Takes valid JSON. */
function hasKeyTwice(text: string): boolean {
  const objects: Set<string>[] = [];
  for (const [token, quoted, colon] of text.matchAll(TOKENS)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (quoted !== undefined && colon !== undefined) {
      const keys = objects.at(-1);
      const key = String(JSON.parse(quoted));
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}

/** A text or a list of texts, as a list; undefined for anything else. */
export function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  return value.every((item) => typeof item === 'string') ? (value as string[]) : undefined;
}
