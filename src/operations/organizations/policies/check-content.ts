import { MalformedPolicy, parsePolicy } from '../../../authorise/policy/parse-policy.ts';
import type { Store } from '../../../store/store.ts';
import { organizationsErrors } from '../errors.ts';
import { scpCharactersMax } from '../quotas.ts';

/** Refuses a document that is too long, or that the authoriser could not read later. */
export async function checkContent(content: string, settings: Store['settings']): Promise<void> {
  if ([...content].length > (await scpCharactersMax(settings))) {
    throw organizationsErrors.violates('POLICY_CONTENT_LIMIT_EXCEEDED');
  }
  try {
    parsePolicy(content, 'scp');
  } catch (error) {
    if (!(error instanceof MalformedPolicy)) throw error;
    throw organizationsErrors.malformedPolicy(error.message);
  }
}
