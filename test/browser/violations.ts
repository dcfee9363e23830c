import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let axe: string | undefined;

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe-core finds on the page as it is, by the rules of WCAG 2.2 AA and its best practices. */
export async function violationsOf(page: Page): Promise<string[]> {
  axe ??= await readFile(axePath, 'utf8');
  // Evaluated by the debugger, which the content policy of the page does not hold back.
  await page.evaluate(axe);
  const result = await page.evaluate<AxeResult>('axe.run(document)');
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html)}`);
}
