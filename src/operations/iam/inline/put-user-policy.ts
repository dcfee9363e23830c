import { operation } from '../operation.ts';
import { putInline } from './inline-policies.ts';

export const putUserPolicy = operation('PutUserPolicy', putInline);
