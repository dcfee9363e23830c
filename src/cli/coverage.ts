import { Command, Option } from 'commander';
import data from './coverage-data.json' with { type: 'json' };

/** How much of one kind of thing works: `list` names the working ones, sorted. */
export interface CoverageCount {
  readonly total: number;
  readonly working: number;
  readonly list: readonly string[];
}

/** Counted from tests by `scripts/generate-coverage.ts`, which says what counts. */
export interface Coverage {
  readonly operations: CoverageCount;
  readonly findingTypes: CoverageCount;
}

export const coverage: Coverage = data;

/** `vedette coverage`: what this version does of what GuardDuty has. */
export function coverageCommand(): Command {
  return new Command('coverage')
    .description("what works of GuardDuty's operations and finding types, as tests show it")
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    )
    .addHelpText('after', '\nExample:\n  vedette coverage --format json')
    .action((options: { format: 'text' | 'json' }) => {
      console.log(options.format === 'json' ? JSON.stringify(coverage) : coverageText(coverage));
    });
}

export function coverageText(counted: Coverage): string {
  const section = (title: string, count: CoverageCount) =>
    [`${title}: ${count.working} of ${count.total}`, ...count.list.map((name) => `  ${name}`)].join(
      '\n',
    );
  return [
    section('Operations of the GuardDuty API', counted.operations),
    section('Finding types', counted.findingTypes),
  ].join('\n\n');
}
