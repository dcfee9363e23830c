import { operationsOf } from '../define.ts';
import type { StsOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<StsOperations>();
