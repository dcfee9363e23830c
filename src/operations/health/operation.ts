import { operationsOf } from '../define.ts';
import type { HealthOperations } from './operation-types.ts';

export const { query } = operationsOf<HealthOperations>();
