import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import type { Detection } from '../../src/detect/define.ts';

export interface Mutant {
  /** The condition that was taken out, as it stands in the source. */
  readonly condition: string;
  readonly detection: Detection;
}

/**
 * The detection once for each condition of its guards (`if (a || b) return …`): with that operand
 * alone made false, so that what it keeps out comes in, or what it lets out stays in.
 */
export async function* mutantsOf(path: string): AsyncGenerator<Mutant> {
  const source = readFileSync(path, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'vedette-mutants-'));
  try {
    for (const [index, condition] of operandsOf(path, source).entries()) {
      const [from, to] = [condition.getStart(), condition.getEnd()];
      const contents = `${source.slice(0, from)}(false as boolean)${source.slice(to)}`;
      const file = join(folder, `${index}.mjs`);
      writeFileSync(file, await bundle(path, contents));
      const module: { default: Detection } = await import(pathToFileURL(file).href);
      const line = source.slice(0, from).split('\n').length;
      yield { condition: `line ${line}: ${condition.getText()}`, detection: module.default };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundle(path: string, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'ts', resolveDir: dirname(resolve(path)) },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  return outputFiles[0]?.text ?? '';
}

function operandsOf(path: string, source: string): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node)) found.push(...alternatives(node.expression));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return found;
}

/** `a || b` is two conditions; `a && b` is one, as either of them off takes all of it out. */
function alternatives(node: ts.Expression): ts.Expression[] {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken) {
    return [...alternatives(node.left), ...alternatives(node.right)];
  }
  return [node];
}
