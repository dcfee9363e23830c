import { operation } from '../operation.ts';
import { putBoundary } from './permissions-boundary.ts';

export const putUserPermissionsBoundary = operation('PutUserPermissionsBoundary', putBoundary);
