import { iamErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { type DeletionTask, deletionSetting } from './deletion-task.ts';

export const getServiceLinkedRoleDeletionStatus = query(
  'GetServiceLinkedRoleDeletionStatus',
  async (input, { store, accountId }) => {
    const { DeletionTaskId: id } = input;
    const [, roleName = ''] = /^task\/aws-service-role\/[^/]+\/([^/]+)\/[^/]+$/.exec(id) ?? [];
    const kept = await store.settings.get(deletionSetting(accountId, roleName));
    const task = kept === undefined ? undefined : (JSON.parse(kept) as DeletionTask);
    if (task?.taskId !== id) throw iamErrors.noDeletionTask(id);
    if (task.regionsInUse.length === 0) return { Status: 'SUCCEEDED' };
    return {
      Status: 'FAILED',
      Reason: {
        Reason: `The role is in use by ${task.linkedService}.`,
        RoleUsageList: task.regionsInUse.map((Region) => ({ Region })),
      },
    };
  },
);
