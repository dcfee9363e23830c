import { operation } from '../operation.ts';
import { switchMonitoring } from './switch-monitoring.ts';

export const startMonitoringMembers = operation(
  'StartMonitoringMembers',
  async (input, context) => ({
    UnprocessedAccounts: await switchMonitoring(input, context, 'startMonitoring'),
  }),
);
