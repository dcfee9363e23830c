import { operationsOf } from '../define.ts';
import type { IamOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<IamOperations>();
