import { readStackPolicy } from '../../../domain/stack-policy.ts';
import { cloudFormationErrors } from '../errors.ts';

/** The text of a stack policy that was given, checked. Throws ValidationError for another text. */
export function givenPolicy(text: string | undefined): string | undefined {
  if (text === undefined || readStackPolicy(text) !== undefined) return text;
  throw cloudFormationErrors.validation('Error validating stack policy: Invalid stack policy');
}
