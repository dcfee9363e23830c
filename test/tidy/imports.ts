import ts from 'typescript';
import { type ImportRow, importTable, type Permission } from './import-table.ts';
import { isCode, isForTests, type Rule, type Source, syntax } from './tree.ts';

export interface Import {
  /** As written: `../lib/clock.ts`, `node:fs`, `kysely`. */
  readonly specifier: string;
  /** The imported file from the root, for relative imports. */
  readonly target?: string;
  readonly typesOnly: boolean;
}

/** Static imports, re-exports and `import()` of literal paths. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typesOnly: boolean) => {
    const target = specifier.startsWith('.') ? resolvePath(source.path, specifier) : undefined;
    found.push({ specifier, typesOnly, ...(target ? { target } : {}) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, bringsOnlyTypes(node.importClause));
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      if (ts.isStringLiteral(node.moduleSpecifier)) add(node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [path] = node.arguments;
      if (path && ts.isStringLiteral(path)) add(path.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax(source));
  return found;
}

function bringsOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function resolvePath(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The import table, over product code; a test may import what it tries. */
export const importsFollowTheTable: Rule = (sources) => {
  const offences: string[] = [];
  for (const source of sources) {
    if (!isCode(source.path) || isForTests(source.path)) continue;
    const row = rowOf(source.path);
    if (row === 'outside') continue;
    if (row === undefined) {
      offences.push(`${source.path}: its folder has no row in test/tidy/import-table.ts`);
      continue;
    }
    for (const wanted of importsOf(source)) {
      if (!allowed(source.path, row, wanted)) {
        const kind = wanted.typesOnly ? 'type import' : 'import';
        offences.push(`${source.path}: ${kind} of ${wanted.target ?? wanted.specifier}`);
      }
    }
  }
  return offences;
};

/** The folder of src (or the file directly in it) that a path belongs to. */
function unitOf(path: string): string | undefined {
  if (path.startsWith('detections/')) return 'detections';
  if (path.startsWith('console/')) return 'console';
  return path.startsWith('src/') ? path.split('/')[1] : undefined;
}

function rowOf(path: string): ImportRow | 'outside' | undefined {
  const unit = unitOf(path);
  // The generated list of detections is data for `main`, not a detection.
  if (unit === undefined || path === 'detections/index.ts') return 'outside';
  return importTable.find((row) => row.folders.includes(unit));
}

function allowed(path: string, row: ImportRow, wanted: Import): boolean {
  const { target, specifier, typesOnly } = wanted;
  if (target !== undefined && isForTests(target)) return false;
  if (row.may === 'everything') return !specifier.startsWith('@aws-sdk/') || typesOnly;
  const permits = (name: string) => (permission: Permission) =>
    (name === permission.from || name.startsWith(`${permission.from}/`)) &&
    (typesOnly || !permission.typesOnly);
  if (target === undefined) {
    return (
      !specifier.startsWith('@aws-sdk/') || row.may.some(permits(specifier.split('/')[0] ?? ''))
    );
  }
  if (target === 'src/limits.ts') return unitOf(path) !== 'detections';
  const unit = unitOf(target);
  if (unit !== 'detections' && unit !== undefined && unit === unitOf(path)) return true;
  return target.startsWith('src/') && row.may.some(permits(target.slice('src/'.length)));
}
