import { operation } from '../operation.ts';
import { detachPolicy } from './attached-policies.ts';

export const detachUserPolicy = operation('DetachUserPolicy', detachPolicy);
