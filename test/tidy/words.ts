import type { Rule } from './tree.ts';

/** The project speaks of itself alone: not of where, by whom or from which papers it was made. */
const foreign: readonly RegExp[] = [
  /(?<![\w/.])\/work\b/,
  /\/tmp\/(brief|issue)/,
  /\bDESIGN\.md\b/,
  /\bsemantics\.md\b/,
  /\bfacts\//,
  /\b(this|another|a helper|helper|agent|coding) session\b(?! (token|name|key|credential|policy))/i,
  /\b(the|a) (lead|brief) (will|says|commits|asks)\b/i,
  /\bissue ?#?\d+\b/i,
];

/** `../shared` is where the tests against foreign data look, and nobody else. */
const sharedFolder = /\.\.\/shared\b/;

/** What a scaffold leaves to be written must not get any further. */
const unfinished = /\bTODO\b/;
const product = /^(src|detections)\//;

/** Copied tables of facts quote their own source. */
const quoted = /^scripts\/data\//;

export const speaksOfItself: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    if (quoted.test(path) || path.startsWith('test/tidy/')) return [];
    const words = path.startsWith('test/outside/') ? [...foreign] : [...foreign, sharedFolder];
    if (product.test(path)) words.push(unfinished);
    return text.split('\n').flatMap((line, index) => {
      const found = words.find((word) => word.test(line));
      return found ? [`${path}:${index + 1}: ${found.exec(line)?.[0]}`] : [];
    });
  });
