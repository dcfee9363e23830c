import { operation } from '../operation.ts';
import { deleteBoundary } from './permissions-boundary.ts';

export const deleteUserPermissionsBoundary = operation(
  'DeleteUserPermissionsBoundary',
  deleteBoundary,
);
