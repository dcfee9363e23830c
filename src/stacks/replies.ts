import type { AwaitedReply, ReplyAnswer, StackValue, StackValueMap } from '../domain/stack.ts';
import type { Clock } from '../lib/clock.ts';
import { CUSTOM_RESPONSE_BYTES_MAX, PHYSICAL_ID_BYTES_MAX } from '../limits.ts';
import type { Store } from '../store/store.ts';
import { putEvent } from './engine/journal.ts';
import { Interrupted } from './interrupted.ts';
import { isMap, isScalar } from './template/value.ts';

/** Answers of functions to what custom resources ask them. */
export interface Replies {
  /**
   * Asks with `send`, unless an answer is there already, and waits for it; undefined where its
   * time is over. Throws Interrupted when the server ends.
   */
  wait(
    asked: AwaitedReply,
    send: (responseUrl: string) => Promise<void>,
  ): Promise<ReplyAnswer | undefined>;
  /** Takes what was put to a response address; answers the status that the sender reads. */
  receive(token: string, body: Uint8Array): Promise<number>;
  /** Looks whose time is over. */
  tick(): void;
  close(): void;
}

export interface ReplyParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Of this server, as functions reach it. */
  readonly url: string;
  seal(text: string): string;
  open(sealed: string): string;
  nextEventId(): string;
}

/** Below it lie the addresses that functions answer to. */
export const RESPONSE_PATH = '/cloudformation/responses/';

interface Waiter {
  readonly deadline: number;
  settle(answer: ReplyAnswer | undefined): void;
  interrupt(): void;
}

export function createReplies(parts: ReplyParts): Replies {
  const { store, clock } = parts;
  const waiting = new Map<string, Waiter>();

  /** Its time runs from when it was first asked, whatever came between. */
  async function begin(asked: AwaitedReply): Promise<AwaitedReply> {
    const known = await store.stacks.get('reply', asked.requestId);
    if (known !== undefined) return known;
    await store.stacks.put('reply', asked);
    return asked;
  }

  return {
    async wait(asked, send) {
      const { requestId, answer, deadline } = await begin(asked);
      if (answer !== undefined) return answer;
      const come = new Promise<ReplyAnswer | undefined>((resolve, reject) => {
        const interrupt = () => reject(new Interrupted());
        waiting.set(requestId, { deadline, settle: resolve, interrupt });
      });
      // Refused before anybody looks at it, it must not count as unhandled.
      come.catch(() => undefined);
      try {
        // An answer to what was asked before the server ended may have come just now.
        const latest = await store.stacks.get('reply', requestId);
        if (latest?.answer !== undefined) return latest.answer;
        const token = Buffer.from(parts.seal(requestId)).toString('base64url');
        await send(`${parts.url}${RESPONSE_PATH}${token}`);
        return await come;
      } finally {
        waiting.delete(requestId);
      }
    },
    async receive(token, body) {
      const requestId = opened(token, parts);
      const asked = requestId && (await store.stacks.get('reply', requestId));
      if (!asked) return 403;
      if (body.length > CUSTOM_RESPONSE_BYTES_MAX) return 413;
      const answer = readAnswer(body, asked);
      if (answer === undefined) return 400;
      const why = await keep(asked, answer, parts);
      if (why !== undefined) {
        await tellRefused(asked, why, parts);
        return 403;
      }
      waiting.get(asked.requestId)?.settle(answer);
      return 200;
    },
    tick() {
      for (const { deadline, settle } of waiting.values()) {
        if (clock.now() >= deadline) settle(undefined);
      }
    },
    close() {
      for (const { interrupt } of waiting.values()) interrupt();
    },
  };
}

function opened(token: string, { open }: Pick<ReplyParts, 'open'>): string | undefined {
  try {
    return open(Buffer.from(token, 'base64url').toString());
  } catch {
    // Whatever it is, it was not sealed here.
    return undefined;
  }
}

/** Undefined for what is no answer, or one to another request. */
function readAnswer(body: Uint8Array, asked: AwaitedReply): ReplyAnswer | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
  if (!isMap(answer)) return undefined;
  const { Status: status, PhysicalResourceId: id, Reason: reason } = answer;
  const isForThis =
    answer.RequestId === asked.requestId &&
    answer.StackId === asked.stackId &&
    answer.LogicalResourceId === asked.logicalId;
  if (!isForThis || (status !== 'SUCCESS' && status !== 'FAILED')) return undefined;
  const physicalId = isScalar(id) && String(id) !== '' ? String(id) : undefined;
  if (Buffer.byteLength(physicalId ?? '') > PHYSICAL_ID_BYTES_MAX) return undefined;
  return {
    status,
    reason: isScalar(reason) ? String(reason) : undefined,
    physicalId,
    noEcho: answer.NoEcho === true,
    data: isMap(answer.Data) ? dataOf(answer.Data) : {},
  };
}

/** Names with a dot reach into nested values, as GetAtt asks for them. */
function dataOf(data: StackValueMap, prefix = ''): StackValueMap {
  const entries = Object.entries(data).flatMap(([key, value]): [string, StackValue][] => {
    if (value === null || value === undefined) return [];
    const own: [string, StackValue] = [prefix + key, value];
    return isMap(value) ? [own, ...Object.entries(dataOf(value, `${prefix}${key}.`))] : [own];
  });
  return Object.fromEntries(entries);
}

/** Why an answer is not kept, if so. Of two that come at once, one is the first. */
function keep(
  asked: AwaitedReply,
  answer: ReplyAnswer,
  { store, clock }: ReplyParts,
): Promise<string | undefined> {
  return store.transaction(async ({ stacks }) => {
    const latest = await stacks.get('reply', asked.requestId);
    if (latest?.answer !== undefined) return 'a second time';
    if (clock.now() >= asked.deadline) return 'after its time was over';
    await stacks.put('reply', { ...asked, answer });
    return undefined;
  });
}

async function tellRefused(asked: AwaitedReply, why: string, parts: ReplyParts): Promise<void> {
  const { store } = parts;
  const stack = await store.stacks.get('stack', asked.stackId);
  const row = await store.stacks.get('resource', `${asked.stackId}|${asked.logicalId}`);
  if (stack === undefined || row === undefined) return;
  await putEvent(parts, stack, {
    ...{ logicalId: row.logicalId, physicalId: row.made?.physicalId ?? '', type: row.type },
    status: row.status,
    reason: `A response to request ${asked.requestId} came ${why} and was refused.`,
  });
}
