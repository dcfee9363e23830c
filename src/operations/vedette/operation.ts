import { operationsOf } from '../define.ts';
import type { VedetteOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<VedetteOperations>();
