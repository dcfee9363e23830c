import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { carryOut, type Planned, planOf } from '../baseline/deploy/deploy.ts';
import type { Step } from '../baseline/deploy/step.ts';

export interface DryRunOptions {
  readonly dryRun?: boolean;
  readonly detailedExitcode?: boolean;
}

export interface StepOptions extends DryRunOptions {
  readonly yes?: boolean;
}

/** How commands end that change many things, one after another. */
export const EXIT = { changes: 2, failed: 3, otherThanWanted: 8 };

/** Refuses the second option alone: whoever gives it does not expect that anything is done. */
export function addDryRunOptions(command: Command): Command {
  return command
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--detailed-exitcode', 'with --dry-run: end with 2 where something would be done')
    .hook('preAction', () => {
      const { dryRun, detailedExitcode } = command.opts<DryRunOptions>();
      if (detailedExitcode && !dryRun) throw new Error('--detailed-exitcode needs --dry-run.');
    });
}

export function addStepOptions(command: Command): Command {
  return addDryRunOptions(command).option('--yes', 'do it without asking');
}

/** Shows the plan, asks, and carries it out step by step, up to the first that fails. */
export async function runSteps(steps: readonly Step[], options: StepOptions): Promise<void> {
  const planned = await planOf(steps);
  console.log(planText(planned));
  const count = planned.filter(({ change }) => change !== 'none').length;
  if (count === 0) return console.log('Nothing to change.');
  if (options.dryRun) {
    if (options.detailedExitcode) process.exitCode = EXIT.changes;
    return;
  }
  if (options.yes !== true && !(await confirmed('Do it?'))) return;
  for (const { step } of planned) {
    const outcome = await carryOut(step, (text) => process.stderr.write(`  ${text}\n`));
    console.log(`${outcome.state.padEnd(9)}  ${step.name}`);
    if (!('lines' in outcome)) continue;
    for (const line of outcome.lines) console.log(`           ${line}`);
    // What comes later builds on this one.
    console.log('Stopped here. The same command goes on when it is put right.');
    process.exitCode = outcome.state === 'failed' ? EXIT.failed : EXIT.otherThanWanted;
    return;
  }
}

function planText(planned: readonly Planned[]): string {
  const lines = planned.map(({ step, change, why }) => {
    const word = change === 'none' ? 'unchanged' : change;
    return `  ${word.padEnd(9)}  ${step.name}${why.length > 0 ? ` (${why.join('; ')})` : ''}`;
  });
  return lines.join('\n');
}

/** Asks whoever sits there; throws where nobody does. */
export async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Nobody is there to be asked: give --yes to do it.');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} (yes/no) `)).trim());
  } finally {
    lines.close();
  }
}
