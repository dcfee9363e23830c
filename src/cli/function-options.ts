import { type Command, Option } from 'commander';
import type { FunctionSettings } from '../open-runner.ts';

/** Whether functions are run, and by what. */
export interface FunctionOptions {
  readonly enableFunctions?: boolean;
  readonly functionPython: string;
  readonly functionNode?: string;
  readonly functionIsolation: 'on' | 'off';
}

export function addFunctionOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--enable-functions',
        'run the code of Lambda functions on this machine (guide: functions)',
      ).env('VEDETTE_ENABLE_FUNCTIONS'),
    )
    .addOption(
      new Option('--function-python <path>', 'program that runs functions in Python')
        .env('VEDETTE_FUNCTION_PYTHON')
        .default('python3'),
    )
    .addOption(
      new Option(
        '--function-node <path>',
        'program that runs functions in JavaScript (default: the one that runs the server)',
      ).env('VEDETTE_FUNCTION_NODE'),
    )
    .addOption(
      new Option(
        '--function-isolation <on|off>',
        'off lets functions see and do all that the server may',
      )
        .env('VEDETTE_FUNCTION_ISOLATION')
        .choices(['on', 'off'])
        .default('on'),
    );
}

/** Undefined where no function may run. */
export function functionsOf(options: FunctionOptions): FunctionSettings | undefined {
  if (options.enableFunctions !== true) return undefined;
  const { functionNode: node } = options;
  return {
    python: options.functionPython,
    ...(node !== undefined && { node }),
    isolation: options.functionIsolation === 'on' ? 'namespaces' : 'none',
  };
}
