import { operation } from '../operation.ts';
import { tagIdentity } from './identity-tags.ts';

export const tagUser = operation('TagUser', tagIdentity);
