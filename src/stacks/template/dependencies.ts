import { invalid } from './invalid.ts';
import { referencesIn } from './references.ts';
import type { ResourceDeclaration } from './template.ts';
import { callOf, isList, isMap, type Value } from './value.ts';

export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * For each resource that is there under these conditions, those that must be made before it.
 * Branches of Fn::If that are not taken count for nothing.
 */
export function dependenciesOf(
  resources: Readonly<Record<string, ResourceDeclaration>>,
  conditions: Readonly<Record<string, boolean>>,
): Graph {
  const graph = new Map<string, ReadonlySet<string>>();
  for (const [name, { properties, dependsOn }] of Object.entries(resources)) {
    const mentioned = referencesIn(taken(properties, conditions)).map((one) => one.name);
    const wanted = [...mentioned, ...dependsOn].filter((one) => Object.hasOwn(resources, one));
    graph.set(name, new Set(wanted));
  }
  return graph;
}

/** Without the branches that conditions rule out. */
function taken(value: Value, conditions: Readonly<Record<string, boolean>>): Value {
  if (isList(value)) return value.map((item) => taken(item, conditions));
  if (!isMap(value)) return value;
  const [name, argument] = callOf(value) ?? [];
  if (name === 'Fn::If' && isList(argument) && argument.length === 3) {
    const [condition, then, otherwise] = argument as readonly [Value, Value, Value];
    return taken(conditions[String(condition)] ? then : otherwise, conditions);
  }
  const entries = Object.entries(value).map(([key, item]) => [key, taken(item, conditions)]);
  return Object.fromEntries(entries);
}

/** Every resource after those it depends on; in the order of the template otherwise. */
export function inOrder(graph: Graph): string[] {
  const order: string[] = [];
  const done = new Set<string>();
  const left = new Set(graph.keys());
  while (left.size > 0) {
    const ready = [...left].filter((name) =>
      [...(graph.get(name) ?? [])].every((d) => done.has(d)),
    );
    if (ready.length === 0) {
      throw invalid(
        `Circular dependency between resources: [${inCircles(graph, left).join(', ')}]`,
      );
    }
    for (const name of ready) {
      order.push(name);
      done.add(name);
      left.delete(name);
    }
  }
  return order;
}

/** Of those that cannot be ordered, the ones on a circle: others only wait behind it. */
function inCircles(graph: Graph, left: ReadonlySet<string>): string[] {
  return [...left].filter((start) => {
    const seen = new Set<string>();
    const ahead = [...(graph.get(start) ?? [])];
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      if (name === start) return true;
      if (seen.has(name) || !left.has(name)) continue;
      seen.add(name);
      ahead.push(...(graph.get(name) ?? []));
    }
    return false;
  });
}
