import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One example of `aws guardduty … help`, as the CLI ships it. */
export interface HelpExample {
  /** `list-members 2`: the second example of that command. */
  readonly name: string;
  /** The command line after `aws guardduty`, with its lines joined. */
  readonly line: string;
  /** The answer that is shown; nothing where the help says that there is none. */
  readonly output: unknown;
  /** Files whose contents the example shows, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Where the installed CLI keeps its examples for GuardDuty; undefined where there is no CLI. */
export function helpFolder(): string | undefined {
  const ask = 'import os, awscli; print(os.path.dirname(awscli.__file__))';
  try {
    const stdio: ('ignore' | 'pipe')[] = ['ignore', 'pipe', 'ignore'];
    const found = execFileSync('python3', ['-c', ask], { encoding: 'utf8', stdio }).trim();
    return join(found, 'examples/guardduty');
  } catch (error) {
    // No Python, or one without the CLI: the caller says so.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

export function readHelp(folder: string): Map<string, HelpExample> {
  const examples = new Map<string, HelpExample>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.rst'))) {
    const command = file.replace('.rst', '');
    const blocks = literalBlocks(readFileSync(join(folder, file), 'utf8'));
    const starts = blocks.flatMap(({ text }, at) => (text.startsWith('aws guardduty') ? [at] : []));
    starts.forEach((start, at) => {
      const [first, ...rest] = blocks.slice(start, starts[at + 1]);
      const files = new Map<string, string>();
      for (const { before, text } of rest) {
        const [, name] = /Contents of ``(.+)``/.exec(before) ?? [];
        if (name) files.set(name, text);
      }
      const shown = rest.find(({ before }) => before.startsWith('Output'));
      const name = `${command} ${at + 1}`;
      const line = joined(first?.text ?? '');
      const output = shown && JSON.parse(shown.text.replace(/,\s*\.\.\.\s*/g, ''));
      examples.set(name, { name, line, output, files });
    });
  }
  return examples;
}

/** Indented blocks after a line that ends in `::`, each with that line. */
function literalBlocks(rst: string): { before: string; text: string }[] {
  const blocks: { before: string; text: string }[] = [];
  const lines = rst.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const before = lines[at] ?? '';
    if (!before.trimEnd().endsWith('::')) continue;
    const text: string[] = [];
    while (at + 1 < lines.length && /^(\s|$)/.test(lines[at + 1] ?? '')) {
      at += 1;
      text.push((lines[at] ?? '').replace(/^ {4}/, ''));
    }
    blocks.push({ before, text: text.join('\n').trim() });
  }
  return blocks;
}

/** Some examples have a blank behind the backslash, and one has none where it needs one. */
function joined(text: string): string {
  return text
    .replace(/\s*\\?\s*\n\s*/g, ' ')
    .replace(/^aws guardduty /, '')
    .trim();
}
