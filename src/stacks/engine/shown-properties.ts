import type { StackValueMap } from '../../domain/stack.ts';
import { ServiceError } from '../../lib/service-error.ts';
import { evaluate } from '../template/evaluate.ts';
import type { Scope } from '../template/scope.ts';
import { isList, type Value } from '../template/value.ts';
import type { StackRun } from './stack-run.ts';

/** What stands for a value that is not to be told. */
export const HIDDEN = '****';

/**
 * Properties of a resource as events and drift may tell them: what parameters with NoEcho were
 * given, and what functions answered with NoEcho, is hidden. Undefined where nothing is.
 */
export function shownProperties(run: StackRun, logicalId: string): StackValueMap | undefined {
  const { template, scope, rows, wanted } = run;
  const declared = wanted[logicalId];
  const secret = Object.entries(template.parameters).filter(([, { noEcho }]) => noEcho);
  const hasSecretAnswers = [...rows.values()].some(({ made }) => made?.noEcho);
  if (declared === undefined || (secret.length === 0 && !hasSecretAnswers)) return undefined;
  const hidden = secret.map(([name]) => [name, hide(scope.parameters[name])] as const);
  const shownScope: Scope = {
    ...scope,
    parameters: { ...scope.parameters, ...Object.fromEntries(hidden) },
    attribute: (of, name) => (rows.get(of)?.made?.noEcho ? HIDDEN : scope.attribute(of, name)),
  };
  try {
    return (evaluate(declared.properties, shownScope) ?? {}) as StackValueMap;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // A function that cannot do with stars: then nothing is told.
    const names = Object.keys(declared.properties);
    return Object.fromEntries(names.map((name) => [name, HIDDEN]));
  }
}

function hide(value: Value | undefined): Value {
  return isList(value) ? value.map(() => HIDDEN) : HIDDEN;
}
