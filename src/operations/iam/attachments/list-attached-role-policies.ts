import { query } from '../operation.ts';
import { listAttached } from './attached-policies.ts';

export const listAttachedRolePolicies = query('ListAttachedRolePolicies', listAttached);
