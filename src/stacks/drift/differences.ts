import type { ResourceDrift, StackValue } from '../../domain/stack.ts';
import { isList, isMap, sameValue } from '../template/value.ts';

type Difference = NonNullable<ResourceDrift['differences']>[number];

/** In what a property differs from what it should be: `path` is `/ManagedPolicyArns`. */
export function differencesOf(
  path: string,
  expected: StackValue,
  actual: StackValue | undefined,
): Difference[] {
  if (actual === undefined) return [removed(path, expected)];
  if (isSame(expected, actual)) return [];
  if (isMap(expected) && isMap(actual)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      differencesOf(`${path}/${name}`, value, actual[name]),
    );
  }
  if (isList(expected) && isList(actual)) return differencesOfItems(path, expected, actual);
  return [{ path, expected: textOf(expected), actual: textOf(actual), kind: 'NOT_EQUAL' }];
}

/** Items that are on one side only; of maps, such as tags, what is left is taken for changed. */
function differencesOfItems(
  path: string,
  expected: readonly StackValue[],
  actual: readonly StackValue[],
): Difference[] {
  const missing = without(expected, actual);
  const further = without(actual, expected);
  const differences: Difference[] = [];
  for (const [at, item] of missing) {
    const [other] = isMap(item) ? further.filter(([, found]) => isMap(found)) : [];
    if (other === undefined) {
      differences.push(removed(`${path}/${at}`, item));
      continue;
    }
    further.splice(further.indexOf(other), 1);
    differences.push(...differencesOf(`${path}/${at}`, item, other[1]));
  }
  for (const [at, item] of further) {
    differences.push({
      path: `${path}/${at}`,
      expected: 'null',
      actual: textOf(item),
      kind: 'ADD',
    });
  }
  return differences;
}

type Item = readonly [at: number, value: StackValue];

function without(all: readonly StackValue[], others: readonly StackValue[]): Item[] {
  const left = [...others];
  return [...all.entries()].filter(([, item]) => {
    const at = left.findIndex((other) => isSame(item, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function removed(path: string, expected: StackValue): Difference {
  return { path, expected: textOf(expected), actual: 'null', kind: 'REMOVE' };
}

function textOf(value: StackValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isSame(one: StackValue, other: StackValue): boolean {
  return sameValue(ordered(one), ordered(other));
}

/** Policies and tags come back in an order of the service's own. */
function ordered(value: StackValue): StackValue {
  if (isList(value)) {
    const items = value.map(ordered).map((item) => [JSON.stringify(item), item] as const);
    items.sort(([one], [other]) => (one < other ? -1 : 1));
    return items.map(([, item]) => item);
  }
  if (!isMap(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ordered(item)]));
}
