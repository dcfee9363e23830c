import type {
  DriftDetection,
  ResourceDrift,
  Stack,
  StackResource,
  StackValue,
  StackValueMap,
} from '../../domain/stack.ts';
import { partId } from '../../domain/stack-item-key.ts';
import { uuid } from '../../lib/ids.ts';
import { createWork } from '../engine/create-work.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { reasonOf } from '../engine/reason-of.ts';
import { HIDDEN } from '../engine/shown-properties.ts';
import { openRun, type StackRun } from '../engine/stack-run.ts';
import { sameValue } from '../template/value.ts';
import { differencesOf } from './differences.ts';

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
      await keepDrift(row, drift, parts);
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

/** An update may have begun meanwhile: only what was found is put. */
function keepDrift(
  { stackId, logicalId }: StackResource,
  drift: ResourceDrift,
  { store }: EngineParts,
): Promise<void> {
  return store.transaction(async ({ stacks }) => {
    const latest = await stacks.get('resource', partId(stackId, logicalId));
    if (latest !== undefined) await stacks.put('resource', { ...latest, drift });
  });
}

async function driftOf(run: StackRun, row: StackResource, at: number): Promise<ResourceDrift> {
  const provider = run.parts.providerOf(row.type);
  const { made } = row;
  if (provider?.read === undefined || made === undefined) {
    return { status: 'NOT_CHECKED', checkedAt: at };
  }
  const work = createWork(run, row, made.properties, false);
  const found = await provider.read(work, made.physicalId);
  const told = made.shown ?? made.properties;
  const expected = JSON.stringify(told);
  if (found === undefined) return { status: 'DELETED', checkedAt: at, expected };
  // Only what the template says counts: what a service fills in by itself is no drift.
  const declared = Object.entries(made.properties).filter(([name]) => name in found.properties);
  const isHidden = (name: string) => !sameValue(made.properties[name], told[name]);
  const differences = declared.flatMap(([name, value]) => {
    const all = differencesOf(`/${name}`, value, found.properties[name]);
    return all.length > 0 && isHidden(name) ? [hiddenDifference(name)] : all;
  });
  const open = declared.filter(([name]) => !isHidden(name));
  const actual = JSON.stringify({ ...told, ...only(found.properties, open) });
  const status = differences.length > 0 ? 'MODIFIED' : 'IN_SYNC';
  return { status, checkedAt: at, expected, actual, differences };
}

/** That a value with a secret in it is another says nothing of either. */
function hiddenDifference(name: string) {
  return { path: `/${name}`, expected: HIDDEN, actual: HIDDEN, kind: 'NOT_EQUAL' as const };
}

function only(found: StackValueMap, declared: readonly (readonly [string, StackValue])[]) {
  const names = new Set(declared.map(([name]) => name));
  return Object.fromEntries(Object.entries(found).filter(([name]) => names.has(name)));
}
