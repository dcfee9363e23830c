import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { lint, reaches } from '../baseline/lint.ts';
import { type LintFormat, lintReport } from '../baseline/lint-report.ts';
import type { Level } from '../baseline/rule.ts';
import { rules } from '../baseline/rules/rules.ts';
import { SCP_CHARACTERS_MAX, SCPS_PER_TARGET_MAX } from '../limits.ts';
import { parseCount, parseRegion } from './server-options.ts';

interface LintOptions {
  readonly format: LintFormat;
  readonly failOn: Level | 'never';
  readonly regions: readonly string[];
  readonly scpCharactersMax: number;
  readonly scpsPerTargetMax: number;
}

/** Something was found that `--fail-on` is about. */
const FOUND = 2;

const HELP = `
Reads templates (YAML or JSON), service control policies, key policies, bucket policies, arguments
of stack sets and attachments of policies, and tells them apart by what is in them. Ends with 2
where something of the level of --fail-on was found, with 1 where a file cannot be read.

Rules:
${rules.map(({ id, level, title }) => `  ${id}  ${level.padEnd(7)}  ${title}`).join('\n')}

Example:
  vedette baseline lint template.yaml guard.json --regions us-east-1,eu-south-1`;

/** `vedette baseline lint`: what is wrong with the files of a guard. */
export function baselineLintCommand(): Command {
  return new Command('lint')
    .description('find what templates and policies of a guard get wrong')
    .argument('<files...>', 'files to look at')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['table', 'json', 'sarif', 'junit'])
        .default('table'),
    )
    .addOption(
      new Option('--fail-on <level>', 'level from which the command fails')
        .choices(['error', 'warning', 'note', 'never'])
        .default('error'),
    )
    .addOption(regionsOption())
    .addOption(
      new Option('--scp-characters-max <number>', 'quota of your organisation')
        .argParser(parseCount(1, 1_000_000))
        .default(SCP_CHARACTERS_MAX),
    )
    .addOption(
      new Option('--scps-per-target-max <number>', 'quota of your organisation')
        .argParser(parseCount(1, 1000))
        .default(SCPS_PER_TARGET_MAX),
    )
    .addHelpText('after', HELP)
    .action((files: string[], options: LintOptions) => {
      const read = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
      const findings = lint(read, options);
      console.log(lintReport(findings, files, options.format));
      const { failOn } = options;
      if (failOn !== 'never' && reaches(findings, failOn)) process.exitCode = FOUND;
    });
}

export function regionsOption(): Option {
  return new Option('--regions <list>', 'Regions that the files are for, parted by commas')
    .argParser((text: string) => text.split(',').map(parseRegion))
    .default([], 'not said');
}
