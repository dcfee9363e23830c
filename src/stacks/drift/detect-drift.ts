import type {
  DriftDetection,
  ResourceDrift,
  Stack,
  StackResource,
  StackValue,
  StackValueMap,
} from '../../domain/stack.ts';
import { uuid } from '../../lib/ids.ts';
import { createWork } from '../engine/create-work.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { reasonOf } from '../engine/reason-of.ts';
import { openRun, type StackRun } from '../engine/stack-run.ts';
import { isList, isMap, sameValue } from '../template/value.ts';

/** Looks whether resources are still as the stack has made them, and keeps what was found. */
export async function detectDrift(
  stack: Stack,
  parts: EngineParts,
  only?: readonly string[],
): Promise<DriftDetection> {
  const { stackId, accountId, region } = stack;
  const run = await openRun(stack, parts);
  const now = parts.clock.now();
  let drifted = 0;
  let reason: string | undefined;
  for (const row of run.rows.values()) {
    if (row.made === undefined || (only !== undefined && !only.includes(row.logicalId))) continue;
    try {
      const drift = await driftOf(run, row, now);
      if (drift.status === 'MODIFIED' || drift.status === 'DELETED') drifted += 1;
      await parts.store.stacks.put('resource', { ...row, drift });
    } catch (error) {
      reason = `Failed to detect drift on resource [${row.logicalId}]: ${reasonOf(error)}`;
    }
  }
  const status = drifted > 0 ? 'DRIFTED' : 'IN_SYNC';
  const detection: DriftDetection = {
    ...{ detectionId: uuid(), stackId, accountId, region, drifted, reason, at: now },
    ...{ stackStatus: status },
    status: reason === undefined ? 'DETECTION_COMPLETE' : 'DETECTION_FAILED',
  };
  await parts.store.transaction(async ({ stacks }) => {
    await stacks.put('driftDetection', detection);
    const latest = await stacks.get('stack', stackId);
    if (latest === undefined || only !== undefined) return;
    await stacks.put('stack', { ...latest, drift: { status, checkedAt: now } });
  });
  return detection;
}

async function driftOf(run: StackRun, row: StackResource, at: number): Promise<ResourceDrift> {
  const provider = run.parts.providerOf(row.type);
  const { made } = row;
  if (provider?.read === undefined || made === undefined) {
    return { status: 'NOT_CHECKED', checkedAt: at };
  }
  const work = createWork(run, row, made.properties, false);
  const found = await provider.read(work, made.physicalId);
  const expected = JSON.stringify(made.properties);
  if (found === undefined) return { status: 'DELETED', checkedAt: at, expected };
  // Only what the template says counts: what a service fills in by itself is no drift.
  const declared = Object.entries(made.properties).filter(([name]) => name in found.properties);
  const differences = declared.flatMap(([name, value]) =>
    differencesOf(`/${name}`, value, found.properties[name]),
  );
  const actual = JSON.stringify({ ...made.properties, ...only(found.properties, declared) });
  const status = differences.length > 0 ? 'MODIFIED' : 'IN_SYNC';
  return { status, checkedAt: at, expected, actual, differences };
}

function only(found: StackValueMap, declared: readonly (readonly [string, StackValue])[]) {
  const names = new Set(declared.map(([name]) => name));
  return Object.fromEntries(Object.entries(found).filter(([name]) => names.has(name)));
}

type Difference = NonNullable<ResourceDrift['differences']>[number];

function differencesOf(
  path: string,
  expected: StackValue,
  actual: StackValue | undefined,
): Difference[] {
  if (actual === undefined) {
    return [{ path, expected: textOf(expected), actual: 'null', kind: 'REMOVE' }];
  }
  if (sameValue(ordered(expected), ordered(actual))) return [];
  if (isMap(expected) && isMap(actual)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      differencesOf(`${path}/${name}`, value, actual[name]),
    );
  }
  return [{ path, expected: textOf(expected), actual: textOf(actual), kind: 'NOT_EQUAL' }];
}

function textOf(value: StackValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Policies and tags come back in an order of the service's own, and one item without its list. */
function ordered(value: StackValue): StackValue {
  if (isList(value)) {
    const items = value.map(ordered).map((item) => [JSON.stringify(item), item] as const);
    items.sort(([one], [other]) => (one < other ? -1 : 1));
    return items.map(([, item]) => item);
  }
  if (!isMap(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ordered(item)]));
}
