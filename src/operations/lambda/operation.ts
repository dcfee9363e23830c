import { operationsOf } from '../define.ts';
import type { LambdaOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<LambdaOperations>();
