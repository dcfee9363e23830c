import { IAM_POLICY_CHARACTERS_MAX } from '../../../limits.ts';
import { checkDocument } from '../documents.ts';
import { iamErrors } from '../errors.ts';

export function checkManagedDocument(document: string): void {
  if (checkDocument(document, 'identity') > IAM_POLICY_CHARACTERS_MAX) {
    throw iamErrors.limit('PolicySize', IAM_POLICY_CHARACTERS_MAX);
  }
}
