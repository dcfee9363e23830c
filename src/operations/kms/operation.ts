import { operationsOf } from '../define.ts';
import type { KmsOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<KmsOperations>();
