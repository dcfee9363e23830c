import { evaluate } from './evaluate.ts';
import { formatError, invalid } from './invalid.ts';
import { referencesIn } from './references.ts';
import type { Scope } from './scope.ts';
import type { ValueMap } from './value.ts';

type Truths = Readonly<Record<string, boolean>>;

/** Every condition, each after those that it mentions. */
export function evaluateConditions(
  conditions: ValueMap,
  scope: Omit<Scope, 'conditions' | 'ref' | 'attribute'>,
): Truths {
  const truths: Record<string, boolean> = {};
  const under = new Set<string>();
  const settle = (name: string): void => {
    if (Object.hasOwn(truths, name)) return;
    const condition = conditions[name];
    if (condition === undefined) {
      throw formatError(
        `Unresolved condition dependency ${name} in the Conditions block of the template`,
      );
    }
    if (under.has(name)) {
      throw invalid(`Circular dependency between conditions: [${[...under].join(', ')}]`);
    }
    under.add(name);
    for (const { kind, name: mentioned } of referencesIn(condition)) {
      if (kind === 'Condition') settle(mentioned);
    }
    const resources = {
      ref: () => undefined,
      attribute: (resource: string) => {
        throw formatError(
          `Unresolved dependencies [${resource}]. Cannot reference resources in the Conditions ` +
            'block of the template',
        );
      },
    };
    const value = evaluate(condition, { ...scope, ...resources, conditions: truths });
    if (typeof value !== 'boolean') {
      throw formatError(`Conditions can only be boolean operations on parameters: ${name}`);
    }
    truths[name] = value;
    under.delete(name);
  };
  for (const name of Object.keys(conditions)) settle(name);
  return truths;
}
