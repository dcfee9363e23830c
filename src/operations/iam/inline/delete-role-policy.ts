import { operation } from '../operation.ts';
import { deleteInline } from './inline-policies.ts';

export const deleteRolePolicy = operation('DeleteRolePolicy', deleteInline);
