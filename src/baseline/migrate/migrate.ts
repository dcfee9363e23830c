import type { CloudFormation, StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import { createLimiter } from '../../lib/create-limiter.ts';
import { STACKS_ASKED_AT_ONCE } from '../../limits.ts';
import type { Aws } from '../aws/open-aws.ts';
import { endedOperation, findSet, idleSet, instancesOf, PREFERENCES } from '../aws/stack-sets.ts';
import { settledStack, updateStack, whyFailed } from '../aws/stacks.ts';
import { StepFailed } from '../aws/step-failed.ts';
import type { Found, Step, Tell } from '../deploy/step.ts';
import { findExport } from './find-export.ts';
import {
  asBefore,
  exportIn,
  importDestination,
  progressOf,
  type StackPlace,
  targetIn,
  templateOf,
} from './migrate-stack.ts';
import { migrationTemplates, type Target } from './migration-templates.ts';

/** What is migrated: a stack set with all of its instances, or one stack of the caller's. */
export interface Migrated {
  /** Its template as it is now. */
  text(): Promise<string>;
  stacks(): Promise<readonly StackPlace[]>;
  /** Puts this template in force, with the parameters that there are. */
  update(text: string, tell: Tell): Promise<void>;
  /** Stacks that do not follow the template: none of a stack alone. */
  lagging(): Promise<readonly string[]>;
}

/**
 * Three steps, of which none touches the destination: its function's resource learns to leave it
 * behind, the stack takes it in as it is, and the function goes.
 */
export function migrationSteps(migrated: Migrated): readonly Step[] {
  return [
    { name: 'keep the destination whatever becomes of the custom resource', ...keep(migrated) },
    { name: 'import the destination into each stack', ...takeIn(migrated) },
    { name: 'take out the custom resource and its function', ...finish(migrated) },
  ];
}

type Work = Omit<Step, 'name'>;
const DONE: Found = { change: 'none', why: [] };

function keep(migrated: Migrated): Work {
  return {
    async look() {
      const progress = progressOf(await migrated.text());
      return progress === 'by function' ? { change: 'update', why: [] } : DONE;
    },
    async carryOut(tell) {
      const text = await migrated.text();
      const { keeping } = migrationTemplates(text, exportIn(text), await targetOfAll(migrated));
      await migrated.update(keeping, tell);
    },
  };
}

function takeIn(migrated: Migrated): Work {
  return {
    async look() {
      const left = await stacksLeft(migrated);
      return left.length === 0 ? DONE : { change: 'update', why: left.map(({ place }) => place) };
    },
    async carryOut(tell) {
      const left = await stacksLeft(migrated);
      const target = await targetOfAll(migrated);
      let done = 0;
      const failures = await ofEach(left, async (stack) => {
        try {
          await importDestination(stack, target, tell);
          done += 1;
          tell(`${done} of ${left.length} stacks`);
          return [];
        } catch (error) {
          return linesOf(error).map((line) => `${stack.place}: ${line}`);
        }
      });
      if (failures.length > 0) throw new StepFailed(failures);
    },
  };
}

/** Stacks that have not taken their destination in. */
async function stacksLeft(migrated: Migrated): Promise<readonly StackPlace[]> {
  return ofEach(await migrated.stacks(), async (stack) => {
    const progress = progressOf(await templateOf(stack.cloud, stack.name));
    return progress === 'kept' || progress === 'by function' ? [stack] : [];
  });
}

/** Whatever comes of each stack, in their order; a few are worked at together. */
async function ofEach<T>(
  stacks: readonly StackPlace[],
  work: (stack: StackPlace) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const limit = createLimiter(STACKS_ASKED_AT_ONCE);
  return (await Promise.all(stacks.map((stack) => limit(() => work(stack))))).flat();
}

/** As the first stack has it that still exports by a function, and all others must. */
async function targetOfAll(migrated: Migrated): Promise<Target> {
  for (const stack of await migrated.stacks()) {
    const text = await templateOf(stack.cloud, stack.name);
    if (findExport(text) !== undefined) return targetIn(stack);
  }
  throw new StepFailed(['none of its stacks exports by a function']);
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof StepFailed) return error.lines;
  if (error instanceof Error) return [`${error.name}: ${error.message}`];
  throw error;
}

function finish(migrated: Migrated): Work {
  return {
    async look() {
      const isNative = progressOf(await migrated.text()) === 'native';
      const lagging = await migrated.lagging();
      if (isNative && lagging.length === 0) return DONE;
      return { change: 'update', why: lagging.map((one) => `${one}: not current`) };
    },
    async carryOut(tell) {
      const text = await migrated.text();
      if (progressOf(text) === 'native') return migrated.update(text, tell);
      const { final } = migrationTemplates(text, exportIn(text), await targetOfAll(migrated));
      await migrated.update(final, tell);
    },
  };
}

export function migratedSet(aws: Aws, name: string): Migrated {
  const cloud = aws.cloudFormation(aws.accountId, aws.homeRegion);
  const set = async () => {
    const found = await findSet(cloud, name);
    if (found === undefined) throw new Error(`There is no stack set ${name}.`);
    return found;
  };
  return {
    text: async () => (await set()).TemplateBody ?? '',
    async stacks() {
      const all = await instancesOf(cloud, name);
      return all.filter(isThere).map((instance) => placeOf(aws, instance));
    },
    async update(TemplateBody, tell) {
      await idleSet(cloud, name, tell);
      const { Parameters: given = [], Capabilities } = await set();
      const { OperationId } = await cloud.updateStackSet({
        ...{ StackSetName: name, TemplateBody, Capabilities, OperationPreferences: PREFERENCES },
        Parameters: asBefore({ Parameters: given }),
      });
      await endedOperation(cloud, name, OperationId, tell);
    },
    async lagging() {
      const all = await instancesOf(cloud, name);
      return all
        .filter((one) => one.Status !== 'CURRENT' && isThere(one))
        .map((one) => `${one.Account} ${one.Region}`);
    },
  };
}

/** Nothing can be asked of a suspended account, and nothing of a stack that was never made. */
function isThere({ StackId: id, StackInstanceStatus: status }: StackInstanceSummary): boolean {
  return id !== undefined && status?.DetailedStatus !== 'SKIPPED_SUSPENDED_ACCOUNT';
}

function placeOf(aws: Aws, instance: StackInstanceSummary): StackPlace {
  const { Account: account = '', Region: region = '', StackId: id = '' } = instance;
  return {
    cloud: aws.cloudFormation(account, region),
    guardduty: aws.guardDuty(account, region),
    ...{ name: id, place: `${account} ${region}` },
  };
}

export function migratedStack(aws: Aws, name: string): Migrated {
  const { accountId, homeRegion } = aws;
  const cloud = aws.cloudFormation(accountId, homeRegion);
  const guardduty = aws.guardDuty(accountId, homeRegion);
  const place = `${accountId} ${homeRegion}`;
  return {
    text: () => templateOf(cloud, name),
    stacks: async () => [{ cloud, guardduty, name, place }],
    update: (text, tell) => updateOne(cloud, name, text, tell),
    lagging: async () => [],
  };
}

async function updateOne(cloud: CloudFormation, name: string, TemplateBody: string, tell: Tell) {
  const settled = () => settledStack(cloud, name, (status) => tell(`${name}: ${status}`));
  const stack = await settled();
  if (stack === undefined) throw new StepFailed([`${name} does not exist`]);
  const { Capabilities } = stack;
  const input = { StackName: name, TemplateBody, Capabilities, Parameters: asBefore(stack) };
  if (!(await updateStack(cloud, input))) return;
  const status = (await settled())?.StackStatus;
  if (status === 'UPDATE_COMPLETE') return;
  throw new StepFailed([`${status}: ${await whyFailed(cloud, name)}`]);
}

/** Throws NotMigratable, or an Error where there is nothing to migrate. */
export async function describeMigration(migrated: Migrated): Promise<readonly string[]> {
  const text = await migrated.text();
  const found = findExport(text);
  const progress = progressOf(text);
  if (progress === 'neither') throw new Error('Nothing in it exports findings by a function.');
  if (found === undefined) return ['The destination is a resource of its own.'];
  const templates = migrationTemplates(text, found, await targetOfAll(migrated));
  const { native, lostOutputs } = templates;
  return [
    `${found.custom} (${found.customType}, by ${found.function}) becomes ${native}.`,
    `Goes at the end: ${found.removed.join(', ')}.`,
    ...(lostOutputs.length > 0 ? [`Outputs that go with it: ${lostOutputs.join(', ')}.`] : []),
  ];
}
