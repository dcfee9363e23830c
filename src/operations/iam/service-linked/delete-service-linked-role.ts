import type { IamRole } from '../../../domain/iam.ts';
import { REGIONS_BY_PARTITION } from '../../../domain/regions.ts';
import { uuid } from '../../../lib/ids.ts';
import type { OperationContext } from '../../context.ts';
import { iamErrors } from '../errors.ts';
import { foundRole } from '../found.ts';
import { operation } from '../operation.ts';
import { type DeletionTask, deletionSetting } from './deletion-task.ts';

/** Answers with a task, whose status says whether the role could go. It is done at once. */
export const deleteServiceLinkedRole = operation(
  'DeleteServiceLinkedRole',
  async (input, context) => {
    const { store, accountId } = context;
    const role = await foundRole(input.RoleName, context);
    const { linkedService } = role;
    if (linkedService === undefined) {
      throw iamErrors.invalidInput(`${role.name} is not a service-linked role.`);
    }
    const regionsInUse = await regionsThatNeed(role, context);
    if (regionsInUse.length === 0) await store.iam.delete('role', accountId, role.name);
    const taskId = `task${role.path}${role.name}/${uuid()}`;
    const task: DeletionTask = { taskId, regionsInUse, linkedService };
    await store.settings.put(deletionSetting(accountId, role.name), JSON.stringify(task));
    return { DeletionTaskId: taskId };
  },
);

/** GuardDuty needs its role as long as there is a detector. */
async function regionsThatNeed(
  { linkedService }: IamRole,
  { store, accountId }: OperationContext,
): Promise<string[]> {
  if (linkedService !== 'guardduty.amazonaws.com') return [];
  const needing: string[] = [];
  for (const region of Object.values(REGIONS_BY_PARTITION).flat()) {
    if ((await store.detectors.idOf(accountId, region)) !== undefined) needing.push(region);
  }
  return needing;
}
