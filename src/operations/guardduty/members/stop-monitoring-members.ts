import { operation } from '../operation.ts';
import { switchMonitoring } from './switch-monitoring.ts';

export const stopMonitoringMembers = operation('StopMonitoringMembers', async (input, context) => ({
  UnprocessedAccounts: await switchMonitoring(input, context, 'stopMonitoring'),
}));
