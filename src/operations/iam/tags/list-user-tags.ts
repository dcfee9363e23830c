import { query } from '../operation.ts';
import { listTags } from './identity-tags.ts';

export const listUserTags = query('ListUserTags', listTags);
