import { operation } from '../operation.ts';
import { deleteBoundary } from './permissions-boundary.ts';

export const deleteRolePermissionsBoundary = operation(
  'DeleteRolePermissionsBoundary',
  deleteBoundary,
);
