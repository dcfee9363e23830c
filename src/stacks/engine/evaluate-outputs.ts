import type { StackOutput } from '../../domain/stack.ts';
import { evaluate } from '../template/evaluate.ts';
import { formatError, invalid } from '../template/invalid.ts';
import { isScalar, type Value } from '../template/value.ts';
import { exportsOf, importersOf } from './exports.ts';
import type { StackRun } from './stack-run.ts';

/** What the stack says of itself. Throws ValidationError where an export may not be. */
export async function evaluateOutputs(run: StackRun): Promise<StackOutput[]> {
  const { template, scope } = run;
  const outputs: StackOutput[] = [];
  for (const [key, { value, description, exportName, condition }] of Object.entries(
    template.outputs,
  )) {
    if (condition !== undefined && !scope.conditions[condition]) continue;
    const name = exportName === undefined ? undefined : textOf(exportName, run, key);
    outputs.push({ key, value: textOf(value, run, key), description, exportName: name });
  }
  await checkExports(run, outputs);
  return outputs;
}

function textOf(value: Value, { scope }: StackRun, key: string): string {
  const found = evaluate(value, scope);
  if (!isScalar(found))
    throw formatError(
      `The Value field of every Outputs member must evaluate to a String. [${key}]`,
    );
  return String(found);
}

async function checkExports(run: StackRun, outputs: readonly StackOutput[]): Promise<void> {
  const { stack, parts } = run;
  const exports = await exportsOf(stack, parts.store);
  for (const { exportName: name } of outputs) {
    const other = name === undefined ? undefined : exports.get(name);
    if (other !== undefined && other.stackId !== stack.stackId) {
      throw invalid(
        `Export with name ${name} is already exported by stack ${other.stackName}. Rule: An ` +
          'export name must be unique for each account and Region.',
      );
    }
  }
  for (const { exportName: name, value } of stack.outputs) {
    if (name === undefined) continue;
    const isSame = outputs.some((one) => one.exportName === name && one.value === value);
    const importers = isSame ? [] : await importersOf(name, stack, parts.store);
    if (importers.length === 0) continue;
    const verb = outputs.some((one) => one.exportName === name) ? 'updated' : 'deleted';
    throw invalid(`Export ${name} cannot be ${verb} as it is in use by ${importers.join(' and ')}`);
  }
}
