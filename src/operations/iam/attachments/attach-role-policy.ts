import { operation } from '../operation.ts';
import { attachPolicy } from './attached-policies.ts';

export const attachRolePolicy = operation('AttachRolePolicy', attachPolicy);
