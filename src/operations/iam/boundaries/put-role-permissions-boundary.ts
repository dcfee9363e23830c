import { operation } from '../operation.ts';
import { putBoundary } from './permissions-boundary.ts';

export const putRolePermissionsBoundary = operation('PutRolePermissionsBoundary', putBoundary);
