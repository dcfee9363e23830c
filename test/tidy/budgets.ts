import ts from 'typescript';
import {
  isCode,
  isGenerated,
  isTest,
  lineOf,
  nodesOf,
  type Rule,
  type Source,
  syntax,
} from './tree.ts';

/** Raise a number here, with its reason, rather than make an exception. */
export const budgets = {
  fileLines: 300,
  /** Lists that are read by looking something up: every entry comes with its reason. */
  listLines: 650,
  testFileLines: 500,
  /** A detection says one thing; more than this is two detections. */
  detectionLines: 120,
  /** An operation loads, checks, changes, answers; rules belong to `domain`. */
  operationLines: 100,
  functionLines: 60,
  columns: 100,
} as const;

export const filesAreSmall: Rule = (sources) =>
  handWritten(sources).flatMap((source) => {
    const lines = source.text.trimEnd().split('\n').length;
    const most = linesFor(source.path);
    return lines > most ? [`${source.path}: ${lines} lines, at most ${most}`] : [];
  });

function linesFor(path: string): number {
  if (isTest(path)) return budgets.testFileLines;
  if (path === 'src/limits.ts' || path === 'test/tidy/stated.ts') return budgets.listLines;
  // Entries one after the other, each with its reason, are better together than apart.
  if (path === 'test/tidy/stated.ts') return budgets.testFileLines;
  if (path.endsWith('/detection.ts')) return budgets.detectionLines;
  if (/^src\/operations\/[^/]+\/[^/]+\/[^/]+\.ts$/.test(path)) return budgets.operationLines;
  return budgets.fileLines;
}

export const linesAreShort: Rule = (sources) =>
  handWritten(sources).flatMap((source) =>
    source.text.split('\n').flatMap((line, index) => {
      const columns = [...line].length;
      // The formatter cannot break an import of one name from a long path.
      return columns > budgets.columns && !/^import .* from '.*';$/.test(line)
        ? [`${source.path}:${index + 1}: ${columns} columns, at most ${budgets.columns}`]
        : [];
    }),
  );

export const functionsAreShort: Rule = (sources) =>
  handWritten(sources).flatMap((source) => {
    const offences: string[] = [];
    for (const node of nodesOf(syntax(source))) {
      if (!ts.isFunctionLike(node) || isSuite(node)) continue;
      const lines = node.getText().split('\n').length;
      if (lines > budgets.functionLines) {
        const where = `${source.path}:${lineOf(node)}`;
        offences.push(`${where}: function of ${lines} lines, at most ${budgets.functionLines}`);
      }
    }
    return offences;
  });

/** What registers tests, for `describe` or as a suite, groups them: its length is the file's. */
function isSuite(node: ts.SignatureDeclaration): boolean {
  if (!('body' in node) || !node.body || !ts.isBlock(node.body)) return false;
  return node.body.statements.some(
    (one) => ts.isExpressionStatement(one) && /^(describe|test|it)\b/.test(one.getText()),
  );
}

function handWritten(sources: readonly Source[]): Source[] {
  return sources.filter((source) => isCode(source.path) && !isGenerated(source));
}
