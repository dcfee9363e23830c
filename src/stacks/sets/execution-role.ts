import { createHash } from 'node:crypto';
import type { IamRole } from '../../domain/iam.ts';
import type { StackActor } from '../../domain/stack.ts';
import type { StackSet } from '../../domain/stack-set.ts';
import { randomText } from '../../lib/ids.ts';
import type { EngineParts } from '../engine/engine-parts.ts';

export const STACKSETS_SERVICE = 'stacksets.cloudformation.amazonaws.com';
const ADMINISTRATION_ROLE = 'AWSCloudFormationStackSetAdministrationRole';
const EXECUTION_ROLE = 'AWSCloudFormationStackSetExecutionRole';

type Means = Pick<EngineParts, 'store' | 'clock' | 'partitionOf'>;

/** As whom an instance of the set acts in its account. */
export async function actorOf(
  set: StackSet,
  accountId: string,
  region: string,
  means: Means,
): Promise<StackActor> {
  const partition = means.partitionOf(region);
  if (set.permissionModel === 'SERVICE_MANAGED') {
    const name = await ensureRole(set, accountId, means);
    const roleArn = `arn:${partition}:iam::${accountId}:role/${name}`;
    return { kind: 'role', roleArn, service: STACKSETS_SERVICE };
  }
  const own = `arn:${partition}:iam::${set.accountId}:role/${ADMINISTRATION_ROLE}`;
  return {
    kind: 'chain',
    through: set.administrationRoleArn ?? own,
    roleArn: `arn:${partition}:iam::${accountId}:role/${set.executionRoleName ?? EXECUTION_ROLE}`,
  };
}

/**
 * The role that CloudFormation itself keeps in an account that it deploys to. Only it can take it,
 * and, as any role, it is bound by what the organisation denies.
 */
async function ensureRole(set: StackSet, accountId: string, means: Means): Promise<string> {
  const { store, clock } = means;
  const digest = createHash('sha256').update(`${set.accountId}|${accountId}`).digest('hex');
  const name = `stacksets-exec-${digest.slice(0, 32)}`;
  const Statement = [
    { Effect: 'Allow', Principal: { Service: STACKSETS_SERVICE }, Action: 'sts:AssumeRole' },
  ];
  const role: IamRole = {
    ...{ kind: 'role', accountId, name, id: `AROA${randomText(17)}`, path: '/', tags: {} },
    ...{ inline: {}, attached: ['aws:policy/AdministratorAccess'], createdAt: clock.now() },
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement }),
    maxSessionSeconds: 3600,
  };
  // Two Regions of an account are deployed to at once.
  await store.transaction(async ({ iam }) => {
    if ((await iam.get('role', accountId, name)) === undefined) await iam.put(role);
  });
  return name;
}
