import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StackResource, StackValueMap } from '../../domain/stack.ts';
import { STACK_POLL_MILLIS } from '../../limits.ts';
import { Interrupted } from '../interrupted.ts';
import { given } from '../providers/properties.ts';
import type { Work } from '../providers/provider.ts';
import { askCustom } from './ask-custom.ts';
import { putResource } from './journal.ts';
import { shownProperties } from './shown-properties.ts';
import type { StackRun } from './stack-run.ts';

const NAME_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** As many as CloudFormation puts at the end of names that it makes. */
const NAME_SUFFIX_CHARACTERS = 12;
const NAME_CHARACTERS_MAX = 255;

/** What the provider of one resource is handed. `row` is as it was journalled for this step. */
export function createWork(
  run: StackRun,
  row: StackResource,
  properties: StackValueMap,
  isResumed: boolean,
): Work {
  const { stack, parts } = run;
  const { accountId, region, stackId } = stack;
  return {
    ...{ stackId, stackName: stack.name, accountId, region, stackTags: stack.tags },
    ...{ logicalId: row.logicalId, type: row.type, properties, isResumed },
    partition: parts.partitionOf(region),
    async call(service, operation, input) {
      if (parts.isClosing()) throw new Interrupted();
      const principal = await run.principal();
      return parts.invoke({ principal, service, operation, region, input: given(input) });
    },
    physicalName: (most = NAME_CHARACTERS_MAX) => nameOf(run, row, most),
    async begun(physicalId) {
      const shown = shownProperties(run, row.logicalId);
      const made = { physicalId, attributes: {}, properties, shown };
      const begun = { ...row, made };
      run.rows.set(row.logicalId, begun);
      await putResource(parts, stack, {
        ...begun,
        statusReason:
          row.status === 'CREATE_IN_PROGRESS' ? 'Resource creation Initiated' : undefined,
      });
    },
    inlineArchive: parts.inlineArchive,
    async wait(isDone) {
      while (!(await isDone())) {
        if (parts.isClosing()) throw new Interrupted();
        await sleep(STACK_POLL_MILLIS);
      }
    },
    others: (type) =>
      [...run.rows.values()].flatMap(({ type: other, logicalId, made }) =>
        made !== undefined && other === type && logicalId !== row.logicalId ? [made] : [],
      ),
    ask: (event) => askCustom(run, row, properties, event),
  };
}

/** Follows from the stack and the operation, so that a second try asks for the same name. */
function nameOf({ stack }: StackRun, { logicalId }: StackResource, most: number): string {
  const digest = createHash('sha256')
    .update([stack.stackId, stack.operationId, logicalId].join('\n'))
    .digest();
  const suffix = [...digest.subarray(0, NAME_SUFFIX_CHARACTERS)]
    .map((byte) => NAME_ALPHABET[byte % NAME_ALPHABET.length])
    .join('');
  const start = `${stack.name}-${logicalId}`.slice(0, most - NAME_SUFFIX_CHARACTERS - 1);
  return `${start}-${suffix}`;
}
