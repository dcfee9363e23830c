import { operationsOf } from '../define.ts';
import type { GuardDutyOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<GuardDutyOperations>();
