import { operation } from '../operation.ts';
import { untagIdentity } from './identity-tags.ts';

export const untagRole = operation('UntagRole', untagIdentity);
