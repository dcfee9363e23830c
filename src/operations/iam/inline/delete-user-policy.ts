import { operation } from '../operation.ts';
import { deleteInline } from './inline-policies.ts';

export const deleteUserPolicy = operation('DeleteUserPolicy', deleteInline);
