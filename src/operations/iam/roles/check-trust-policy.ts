import { parsePolicy } from '../../../authorise/policy/parse-policy.ts';
import { IAM_TRUST_CHARACTERS_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { checkDocument } from '../documents.ts';
import { iamErrors } from '../errors.ts';

const NAMED = /^arn:[\w-]+:iam::(\d{12}):(user|role)\/(?:.*\/)?([^/]+)$/;

/**
 * As AWS does, refuses a policy that trusts an account, a user or a role that does not exist.
 * Whether a user or a role of another account exists is not told: only its account is looked at.
 */
export async function checkTrustPolicy(
  document: string,
  { store, accountId }: OperationContext,
): Promise<void> {
  if (checkDocument(document, 'trust') > IAM_TRUST_CHARACTERS_MAX) {
    throw iamErrors.limit('ACLSizePerRole', IAM_TRUST_CHARACTERS_MAX);
  }
  const { statements } = parsePolicy(document, 'trust');
  for (const name of statements.flatMap(({ principal }) => principal?.names.AWS ?? [])) {
    const trusted = /\d{12}/.exec(name)?.[0];
    const [, , kind, entity = ''] = NAMED.exec(name) ?? [];
    const known =
      trusted === undefined ||
      ((await store.accounts.get(trusted)) !== undefined &&
        (kind === undefined ||
          trusted !== accountId ||
          (await store.iam.get(kind as 'user' | 'role', trusted, entity)) !== undefined));
    if (!known) {
      throw iamErrors.malformedDocument(`Invalid principal in policy: "AWS":"${name}"`);
    }
  }
}
