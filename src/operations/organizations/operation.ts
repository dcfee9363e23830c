import { operationsOf } from '../define.ts';
import type { OrganizationsOperations } from './operation-types.ts';

export const { operation, query } = operationsOf<OrganizationsOperations>();
