import type { Invoke } from '../domain/invoke.ts';
import type { Stack, StackContent, StackValueMap } from '../domain/stack.ts';
import type { Tags } from '../domain/tags.ts';
import { zonesOf } from '../domain/zones.ts';
import { ManualClock } from '../lib/clock.ts';
import { createOrderedUuids, hexId } from '../lib/ids.ts';
import { ServiceError } from '../lib/service-error.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { beginDelete, beginUpdate, newStack } from './begin.ts';
import { createStacks, type Stacks } from './create-stacks.ts';
import { putStack } from './engine/journal.ts';
import { providerOf } from './providers/index.ts';
import { tagMap } from './providers/properties.ts';
import type { Provider } from './providers/provider.ts';
import { createReplies, type Replies } from './replies.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

/** What a test's resources are outside of their stack. */
export interface Thing {
  readonly properties: StackValueMap;
  readonly tags?: Tags;
}

/** A store, an engine over it, and things that stacks make, which fail where a test wants it. */
export class StackWorld {
  readonly clock = new ManualClock(Date.UTC(2026, 0, 1));
  readonly things = new Map<string, Thing>();
  /** `create a`; `update a x` where `Value` matters too, `retag a k` where keys do: they fail. */
  readonly failing = new Set<string>();
  /** Events that functions were sent. */
  readonly asked: Record<string, string>[] = [];
  /** Steps in the order in which they were taken. */
  readonly steps: string[] = [];
  readonly errors: unknown[] = [];
  stacks: Stacks;
  replies: Replies;

  private constructor(readonly store: Store) {
    [this.stacks, this.replies] = this.#open();
  }

  static async open(): Promise<StackWorld> {
    return new StackWorld(await openStore(':memory:'));
  }

  #open(): [Stacks, Replies] {
    const { store, clock } = this;
    const ordered = createOrderedUuids();
    const nextEventId = () => ordered(clock.now());
    const sealing = { seal: (text: string) => text, open: (text: string) => text };
    const replies = createReplies({ store, clock, url: 'http://here', nextEventId, ...sealing });
    const invoke: Invoke = async ({ operation, input }) => {
      if (operation !== 'Invoke') throw new Error(`nobody calls ${operation} here`);
      const { Payload } = input as { Payload: Buffer };
      this.asked.push(JSON.parse(Payload.toString()));
      return {};
    };
    const stacks = createStacks({
      parts: {
        ...{ store, clock, invoke, replies, nextEventId, zonesOf },
        assume: async () => {
          throw new Error('nobody takes a role here');
        },
        partitionOf: () => 'aws',
        inlineArchive: () => undefined,
        providerOf: (type) => (type === THING ? this.#provider() : providerOf(type)),
      },
      onError: (error) => this.errors.push(error),
    });
    return [stacks, replies];
  }

  /** As after a crash: what was under way is nobody's, and another engine finds the store. */
  async restart(): Promise<void> {
    await this.stacks.close();
    [this.stacks, this.replies] = this.#open();
    this.stacks.wake();
  }

  #provider(): Provider {
    const step = (verb: string, properties: StackValueMap, detail = `${properties.Value}`) => {
      this.steps.push(`${verb} ${properties.Name}`);
      const name = `${verb} ${properties.Name}`;
      if (![name, `${name} ${detail}`].some((one) => this.failing.has(one))) return;
      throw new ServiceError('BadRequestException', 400, `${verb} fails`);
    };
    const made = (physicalId: string) => ({ physicalId, attributes: { Id: `id-${physicalId}` } });
    return {
      type: THING,
      properties: {
        optional: ['Name', 'Value', 'Half', 'Tags'],
        createOnly: ['Kind'],
        shapes: { Value: 'any' },
      },
      attributes: ['Id'],
      create: async (work) => {
        const { properties, physicalName, begun } = work;
        const name = physicalName();
        if (properties.Half) {
          this.things.set(name, { properties });
          await begun(name);
        }
        step('create', properties);
        this.things.set(name, { properties, tags: tagMap(work) });
        return made(name);
      },
      update: async ({ properties }, { physicalId }) => {
        step('update', properties);
        this.things.set(physicalId, { ...this.things.get(physicalId), properties });
        return made(physicalId);
      },
      retag: async ({ properties }, { physicalId }, { wanted, gone }) => {
        step('retag', properties, Object.keys(wanted).join());
        const thing = this.things.get(physicalId) ?? { properties };
        const kept = Object.entries(thing.tags ?? {}).filter(([key]) => !gone.includes(key));
        const tags = { ...Object.fromEntries(kept), ...wanted };
        this.things.set(physicalId, { ...thing, tags });
      },
      delete: async (_work, { physicalId, properties }) => {
        step('delete', properties);
        this.things.delete(physicalId);
      },
      read: async (_work, physicalId) => this.things.get(physicalId),
    };
  }

  content(template: string, parameters: Readonly<Record<string, string>> = {}): StackContent {
    return { template, parameters, tags: {}, capabilities: [], notificationArns: [] };
  }

  async create(name: string, template: string, more: Partial<Stack> = {}): Promise<Stack> {
    const principal = { kind: 'root', accountId: ACCOUNT, accessKeyId: 'AKIAEXAMPLE' } as const;
    const place = { name, accountId: ACCOUNT, region: REGION, partition: 'aws' } as const;
    const actor = { kind: 'caller', principal } as const;
    const content = this.content(template, more.parameters);
    const made = { ...newStack({ ...content, ...place, actor }, this.clock.now()), ...more };
    return this.#begin(made);
  }

  update(
    stack: Stack,
    template: string,
    parameters = stack.parameters,
    more: Partial<Pick<Stack, 'policy' | 'policyDuringUpdate' | 'tags'>> = {},
  ): Promise<Stack> {
    const update = { ...this.content(template, parameters), actor: stack.actor, ...more };
    return this.#begin(beginUpdate(stack, update, this.clock.now()), stack);
  }

  remove(stack: Stack, more: Partial<Stack> = {}): Promise<Stack> {
    return this.#begin(beginDelete(stack, more), stack);
  }

  async #begin(stack: Stack, before?: Stack): Promise<Stack> {
    const pen = { store: this.store, clock: this.clock, nextEventId: hexId };
    await putStack(pen, stack, before?.status);
    this.stacks.wake();
    return this.settle(stack);
  }

  /** The stack once nothing is under way, or once it waits for a function's answer. */
  async settle({ stackId }: Pick<Stack, 'stackId'>, asked = this.asked.length + 1): Promise<Stack> {
    let isDone = false;
    this.stacks.settled().then(() => {
      isDone = true;
    });
    while (!isDone && this.asked.length < asked) await new Promise(setImmediate);
    const stack = await this.store.stacks.get('stack', stackId);
    if (stack === undefined) throw new Error('the stack is gone');
    return stack;
  }

  /** Values of things that are there, by the property `Name`. */
  values(): Record<string, unknown> {
    const all = [...this.things.values()].map(({ properties }) => properties);
    return Object.fromEntries(all.map(({ Name, Value }) => [String(Name), Value]));
  }

  /** Tags of the thing of this name. */
  tags(name: string): Tags | undefined {
    return [...this.things.values()].find(({ properties }) => properties.Name === name)?.tags;
  }

  async reasons({ stackId }: Stack): Promise<string[]> {
    const events = await this.store.stacks.list('event', { owner: stackId });
    return events
      .filter(({ status }) => status.endsWith('_FAILED'))
      .map(({ logicalId, reason }) => `${logicalId}: ${reason}`);
  }
}

const THING = 'Example::Thing';

/** `{ A: 'Name: a, Value: x' }` → a template of such things. */
export function thingsTemplate(things: Readonly<Record<string, string>>, more = ''): string {
  const written = Object.entries(things).map(
    ([logicalId, properties]) =>
      `  ${logicalId}: {Type: "${THING}", Properties: {${properties}}}\n`,
  );
  return `${more}\nResources:\n${written.join('')}`;
}
