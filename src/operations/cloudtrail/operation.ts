import { operationsOf } from '../define.ts';
import type { CloudTrailOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<CloudTrailOperations>();
