import { operation } from '../operation.ts';
import { putInline } from './inline-policies.ts';

export const putRolePolicy = operation('PutRolePolicy', putInline);
