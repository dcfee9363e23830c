import { query } from '../operation.ts';
import { listInline } from './inline-policies.ts';

export const listRolePolicies = query('ListRolePolicies', listInline);
