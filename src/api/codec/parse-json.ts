import { JSON_DEPTH_MAX } from '../../limits.ts';
import { MalformedInput } from '../malformed-input.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * The value of a JSON body. Besides what is not JSON it refuses what `JSON.parse` lets pass and
 * programs then read in different ways: a key given twice, `__proto__`, bad UTF-8, nesting
 * without end. Throws `MalformedInput`.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  checkNesting(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new MalformedInput('The body is not valid JSON', 'body', { cause: error });
  }
  checkKeys(text);
  return value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Needs no valid JSON: runs before anything recursive sees the text. */
function checkNesting(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth += 1;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth -= 1;
    if (depth > JSON_DEPTH_MAX) {
      throw new MalformedInput(`The body is nested deeper than ${JSON_DEPTH_MAX} levels`);
    }
  }
}

/** Takes valid JSON: a string that a colon follows is a key of the innermost object. */
function checkKeys(text: string): void {
  const objects: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN_OBJECT) objects.push(new Set());
    else if (code === CLOSE_OBJECT) objects.pop();
    if (code !== QUOTE) continue;
    const end = endOfString(text, at);
    const keys = objects.at(-1);
    if (keys && isFollowedByColon(text, end)) {
      const raw = text.slice(at, end + 1);
      const key = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
      if (key === '__proto__') throw new MalformedInput('The body has a key __proto__');
      if (keys.has(key)) throw new MalformedInput('The body has the same key twice in one object');
      keys.add(key);
    }
    at = end;
  }
}

/** Index of the closing quote; the text's length where there is none. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    at += code === BACKSLASH ? 2 : 1;
  }
  return at;
}

function isFollowedByColon(text: string, end: number): boolean {
  let at = end + 1;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === COLON;
}
