import { operation } from '../operation.ts';
import { attachPolicy } from './attached-policies.ts';

export const attachUserPolicy = operation('AttachUserPolicy', attachPolicy);
