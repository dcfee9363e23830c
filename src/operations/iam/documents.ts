import {
  MalformedPolicy,
  parsePolicy,
  policyCharacters,
} from '../../authorise/policy/parse-policy.ts';
import type { PolicyKind } from '../../authorise/policy/policy.ts';
import { iamErrors } from './errors.ts';

/**
 * Checks a document before it is stored; answers how many characters of it count against a quota.
 * @throws ServiceError MalformedPolicyDocument
 */
export function checkDocument(text: string, kind: PolicyKind): number {
  try {
    parsePolicy(text, kind);
  } catch (error) {
    if (error instanceof MalformedPolicy) throw iamErrors.malformedDocument(error.message);
    throw error;
  }
  return policyCharacters(text);
}

/** Documents travel back percent-encoded as in RFC 3986; clients decode them. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
