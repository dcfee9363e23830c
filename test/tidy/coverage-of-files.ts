import ts from 'typescript';
import { importsOf } from './imports.ts';
import {
  isCode,
  isForTests,
  isGenerated,
  isTest,
  nodesOf,
  type Rule,
  type Source,
  syntax,
} from './tree.ts';

/** Files with behaviour and no test beside them: where their test is instead. */
export interface TestedElsewhere {
  /** A path or the beginning of one. */
  readonly path: string;
  /** The test that tries it: it must exist. */
  readonly by: string;
  readonly why: string;
}

/**
 * Every file of src that does something has its test beside it, or a stated one elsewhere. What the
 * console draws (`.tsx`) is tried in a browser.
 */
export function testedBeside(elsewhere: readonly TestedElsewhere[]): Rule {
  return (sources) => {
    const paths = new Set(sources.map((source) => source.path));
    const used = new Set<TestedElsewhere>();
    const offences: string[] = [];
    for (const source of sources) {
      if (!/^(console\/)?src\/.*\.ts$/.test(source.path) || isForTests(source.path)) continue;
      if (isGenerated(source) || !hasBehaviour(source)) continue;
      if (paths.has(source.path.replace(/\.ts$/, '.test.ts'))) continue;
      if (triedByFolder(source, sources)) continue;
      const stated = elsewhere.find((one) => source.path.startsWith(one.path));
      if (stated) used.add(stated);
      else offences.push(`${source.path}: no test beside it`);
    }
    for (const one of elsewhere) {
      if (!used.has(one)) offences.push(`${one.path}: listed as tested elsewhere, for no file`);
      else if (!paths.has(one.by)) offences.push(`${one.path}: its test ${one.by} does not exist`);
    }
    return offences;
  };
}

/**
 * A folder of small files that belong together may have one test, called after the folder. It
 * counts for a file that it imports or names, in either spelling of the file's name.
 */
function triedByFolder(source: Source, sources: readonly Source[]): boolean {
  const parts = source.path.split('/');
  const file = parts.pop()?.replace(/\.ts$/, '') ?? '';
  const path = [...parts, `${parts.at(-1)}.test.ts`].join('/');
  const test = sources.find((one) => one.path === path);
  if (!test) return false;
  const pascal = file.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const named = new RegExp(`/${file}\\.ts'|\\b${pascal}(Command)?\\b`, 'i');
  return named.test(test.text);
}

/** Something runs in it: types, constants and lists alone need no test of their own. */
function hasBehaviour(source: Source): boolean {
  for (const node of nodesOf(syntax(source))) {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) return true;
  }
  return false;
}

/** Every detection folder holds a detection and its cases, and nothing hides in between. */
export const detectionsHaveCases: Rule = (sources) => {
  const paths = new Set(sources.map((source) => source.path));
  return sources.flatMap(({ path }) => {
    const twin = path.endsWith('/detection.ts')
      ? path.replace(/detection\.ts$/, 'cases.json')
      : path.endsWith('/cases.json') && path.startsWith('detections/')
        ? path.replace(/cases\.json$/, 'detection.ts')
        : undefined;
    return twin && !paths.has(twin) ? [`${path}: ${twin} is missing`] : [];
  });
};

/** Files that are named in a configuration rather than imported. */
const namedElsewhere = new Set([
  'vitest.config.ts',
  'test/closing-line.ts',
  'test/outside/vitest.config.ts',
  'src/normalise/web-assembly.d.ts',
]);

/** Files that something outside the tree starts. */
const starts = new RegExp(
  [
    '^src/cli/vedette\\.ts$',
    '^src/normalise/assembly/index\\.ts$',
    '^console/(vite\\.config\\.ts|src/main\\.tsx)$',
    '^(scripts|bench|bench/(api|generate|load))/[^/]+\\.ts$',
  ].join('|'),
);

/** Every module is reached from a command; those of `test/` and `testing.ts` from a test. */
export const noDeadFile: Rule = (sources) => {
  const code = new Map(sources.filter((one) => isCode(one.path)).map((one) => [one.path, one]));
  const runs = reach(code, (path) => starts.test(path));
  const tried = reach(code, (path) => isTest(path));
  return [...code.keys()].flatMap((path) => {
    if (runs.has(path) || isTest(path) || namedElsewhere.has(path)) return [];
    if ((path.startsWith('test/') || isForTests(path)) && tried.has(path)) return [];
    return [`${path}: ${tried.has(path) ? 'only tests import it' : 'nobody imports it'}`];
  });
};

function reach(code: ReadonlyMap<string, Source>, from: (path: string) => boolean): Set<string> {
  const seen = new Set<string>();
  const queue = [...code.keys()].filter(from);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const source = code.get(path);
    if (!source || seen.has(path)) continue;
    seen.add(path);
    for (const { target } of importsOf(source)) if (target) queue.push(target);
  }
  return seen;
}
