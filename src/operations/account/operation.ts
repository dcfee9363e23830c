import { operationsOf } from '../define.ts';
import type { AccountOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<AccountOperations>();
