import ts from 'typescript';
import { nodesOf, type Rule, type Source, syntax } from './tree.ts';

/** A row of `test/mission.json`: shown by a test, or not yet, and why. */
export type MissionRow =
  | { readonly row: number; readonly test: string }
  | { readonly row: number; readonly notYet: string };

/** Every promised row once, and every test it names exists under that name. */
export function missionResolves(rows: readonly number[], mission: readonly MissionRow[]): Rule {
  return (sources) => {
    const offences: string[] = [];
    for (const row of rows) {
      const times = mission.filter((one) => one.row === row).length;
      if (times !== 1) offences.push(`test/mission.json: row ${row} is there ${times} times`);
    }
    for (const one of mission) {
      if (!rows.includes(one.row))
        offences.push(`test/mission.json: no row ${one.row} is promised`);
      if ('notYet' in one) {
        if (one.notYet.trim().length < 10) {
          offences.push(`test/mission.json: row ${one.row} does not say why not yet`);
        }
        continue;
      }
      const [path = '', ...name] = one.test.split(': ');
      const source = sources.find((candidate) => candidate.path === path);
      if (!source) offences.push(`test/mission.json: row ${one.row}: no file ${path}`);
      else if (!testNames(source).includes(name.join(': '))) {
        offences.push(`test/mission.json: row ${one.row}: no test "${name.join(': ')}" in ${path}`);
      }
    }
    return offences;
  };
}

/** First arguments of `test` and `it`, `.each` included, as they are written. */
export function testNames(source: Source): string[] {
  const names: string[] = [];
  for (const node of nodesOf(syntax(source))) {
    if (!ts.isCallExpression(node)) continue;
    const [name] = node.arguments;
    if (!/^(test|it)\b/.test(node.expression.getText())) continue;
    if (name && ts.isStringLiteralLike(name)) names.push(name.text);
  }
  return names;
}

/** Every runtime dependency says what it is for, its licence and the cost of dropping it. */
export function dependenciesAreExplained(names: readonly string[]): Rule {
  return (sources) => {
    const page = sources.find((one) => one.path === 'docs/internals/dependencies.md')?.text ?? '';
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const explained = rows.map((line) => /^\| `([^`]+)`/.exec(line)?.[1] ?? '');
    const thin = rows.filter((line) =>
      line
        .split('|')
        .slice(1, -1)
        .some((cell) => !cell.trim()),
    );
    return [
      ...names
        .filter((name) => !explained.includes(name))
        .map((name) => `docs/internals/dependencies.md: no line on ${name}`),
      ...explained
        .filter((name) => !names.includes(name))
        .map((name) => `docs/internals/dependencies.md: ${name} is not a dependency`),
      ...thin.map((line) => `docs/internals/dependencies.md: an empty cell in ${line}`),
    ];
  };
}

/** Of `package-lock.json`, what the rule below asks. */
export interface LockedPackage {
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
}

/** What is installed with us runs on the oldest Node.js that we promise: this major version. */
export function dependenciesRunOn(
  major: number,
  locked: Readonly<Record<string, LockedPackage>>,
): Rule {
  const oldest = (range: string) => Number(/\d+/.exec(range)?.[0] ?? 0);
  const wants = ({ engines }: LockedPackage) => engines?.node?.split('||') ?? ['*'];
  const tooNew = Object.entries(locked)
    .filter(([, one]) => !one.dev && !wants(one).some((range) => oldest(range) <= major))
    .map(([path, { engines }]) => `package-lock.json: ${path} wants Node.js ${engines?.node}`);
  return () => tooNew;
}

/** ARCHITECTURE.md prints the table that the imports are held to. */
export function architecturePrints(table: string): Rule {
  return (sources) => {
    const text = sources.find((one) => one.path === 'ARCHITECTURE.md')?.text ?? '';
    return text.includes(table) ? [] : ['ARCHITECTURE.md: not the import table of the tests'];
  };
}

/** Links of our pages lead to files that exist, and so do the paths that they quote. */
export const linksResolve: Rule = (sources) => {
  const paths = new Set(sources.map((source) => source.path));
  for (const path of [...paths]) for (const folder of ancestors(path)) paths.add(folder);
  return sources.flatMap(({ path, text }) => {
    if (!path.endsWith('.md')) return [];
    const linked = [...text.matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .map((link) => targetOf(path, link));
    const quoted = [...text.matchAll(quotedPath)].map(([, target = '']) => target);
    return [...linked, ...quoted]
      .map((target) => target.replace(/\/$/, ''))
      .filter((target) => !paths.has(target))
      .map((target) => `${path}: no ${target}`);
  });
};

/** A path in backticks that could be a file of ours: no placeholder in it. */
const quotedPath = /`((?:src|detections|test|bench|scripts|docs)\/[\w./-]*)`/g;

function targetOf(path: string, link: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of link.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
