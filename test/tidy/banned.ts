import ts from 'typescript';
import {
  isCode,
  isForTests,
  isTest,
  lineOf,
  nodesOf,
  type Rule,
  type Source,
  syntax,
} from './tree.ts';

/** Says what is wrong with a node of this file, if anything. */
type Ban = (node: ts.Node, path: string) => string | undefined;

const bans: readonly Ban[] = [
  (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'the type `any`' : undefined),
  (node) => (ts.isNonNullExpression(node) ? 'a non-null `!`' : undefined),
  (node) => {
    if (!ts.isCatchClause(node)) return undefined;
    return node.block.statements.length === 0 ? 'an empty `catch`' : undefined;
  },
  (node, path) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'console.log') return undefined;
    return /^(src\/cli|scripts|bench)\//.test(path) ? undefined : '`console.log`';
  },
  (node, path) => {
    if (path === 'src/lib/clock.ts' || path === 'console/src/clock.ts') return undefined;
    if (ts.isCallExpression(node) && node.expression.getText() === 'Date.now')
      return '`Date.now()`';
    if (!ts.isNewExpression(node) || node.expression.getText() !== 'Date') return undefined;
    // A test may write down a date that it expects; nobody but the clock reads the wall's.
    const inTest = isForTests(path) || path.startsWith('test/');
    return inTest && node.arguments?.length ? undefined : '`new Date()`';
  },
  (node, path) => {
    if (!isTest(path) || !ts.isPropertyAccessExpression(node)) return undefined;
    const left = node.expression.getText();
    if (!/^(test|it|describe|suite)\b/.test(left)) return undefined;
    const name = node.name.text;
    // What only one operating system has is tried there, and that is known beforehand.
    if (name === 'skipIf' && node.parent.getText().includes('process.platform')) return undefined;
    // What is tried against other people's programs depends on which are there, and says so.
    const skips = path.startsWith('test/outside/')
      ? ['only']
      : ['only', 'skip', 'todo', 'skipIf', 'runIf'];
    return skips.includes(name) ? `\`.${name}\`` : undefined;
  },
];

const bannedComments = /@ts-(ignore|nocheck|expect-error)/;

export const nothingBanned: Rule = (sources) =>
  sources.filter((source) => isCode(source.path)).flatMap(offencesOf);

function offencesOf(source: Source): string[] {
  const offences: string[] = [];
  for (const node of nodesOf(syntax(source))) {
    for (const ban of bans) {
      const what = ban(node, source.path);
      if (what) offences.push(`${source.path}:${lineOf(node)}: ${what}`);
    }
  }
  const comments = commentsOf(source).filter((comment) => bannedComments.test(comment));
  return [...offences, ...comments.map((comment) => `${source.path}: ${comment.trim()}`)];
}

function commentsOf(source: Source): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, undefined, source.text);
  const comments: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment =
      kind === ts.SyntaxKind.SingleLineCommentTrivia ||
      kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) comments.push(scanner.getTokenText());
  }
  return comments;
}
