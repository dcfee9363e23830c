import ts from 'typescript';
import { isCode, isGenerated, type Rule, type Source, syntax } from './tree.ts';

/** A thing with one of these names has not been understood yet. */
const empty = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'manager',
  'base',
  'impl',
]);

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;

/** Folders and files in kebab-case; nothing named by an empty word, exports included. */
export const namesSayWhat: Rule = (sources) =>
  sources
    .filter((source) => isCode(source.path))
    .flatMap((source) => {
      const offences: string[] = [];
      for (const part of source.path.split('/')) {
        if (!kebab.test(part)) offences.push(`${source.path}: ${part} is not kebab-case`);
      }
      const words = source.path.split(/[/.-]/);
      for (const word of words) if (empty.has(word)) offences.push(`${source.path}: "${word}"`);
      for (const name of exportedNames(source)) {
        const word = wordsOf(name).find((part) => empty.has(part));
        if (word) offences.push(`${source.path}: export ${name} says "${word}"`);
      }
      return offences;
    });

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _]/);

function exportedNames(source: Source): string[] {
  return syntax(source).statements.flatMap((statement) => {
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map((one) => one.name.getText());
    }
    const named = statement as ts.Statement & { name?: ts.Identifier };
    return named.name ? [named.name.text] : [];
  });
}

/** `CreateIPSet` → `create-ip-set`: how an operation's file is called. */
export function kebabOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** A file that defines an operation is called after it, and defines no other. */
export const operationFilesAreNamed: Rule = (sources) =>
  sources.flatMap((source) => {
    if (!/^src\/operations\/[^/]+\/.+\.ts$/.test(source.path) || isGenerated(source)) return [];
    if (source.path.endsWith('.test.ts')) return [];
    const defined = [...source.text.matchAll(/\b(?:operation|query)\(\s*'(\w+)'/g)];
    const file = source.path.split('/').at(-1);
    return defined.flatMap(([, name = '']) =>
      file === `${kebabOf(name)}.ts`
        ? []
        : [`${source.path}: ${name} belongs in a file of its own, ${kebabOf(name)}.ts`],
    );
  });
