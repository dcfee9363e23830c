import { operationsOf } from '../define.ts';
import type { CloudFormationOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<CloudFormationOperations>();
