import { operationsOf } from '../define.ts';
import type { Ec2Operations } from './operation-types.ts';

export const { operation, query } = operationsOf<Ec2Operations>();
