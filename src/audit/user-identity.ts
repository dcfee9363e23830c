import { identityArn, type Principal, principalArn, principalUserId } from '../domain/principal.ts';
import type { Partition } from '../domain/regions.ts';
import { isoMillis } from '../lib/clock.ts';

/** `userIdentity` of a CloudTrail record. `madeAt`: when the session began, milliseconds. */
export function userIdentity(
  principal: Principal,
  partition: Partition,
  madeAt: number | undefined,
): Readonly<Record<string, unknown>> {
  const { kind, accountId, accessKeyId } = principal;
  const identity = {
    type: typeOf(principal),
    principalId: principalUserId(principal),
    arn: principalArn(principal, partition),
    accountId,
    accessKeyId,
  };
  if (kind === 'root') return identity;
  const { userName } = principal;
  const named = userName === undefined ? identity : { ...identity, userName };
  if (kind === 'user') return named;
  return { ...named, sessionContext: sessionContext(principal, partition, madeAt) };
}

/** Keys come with the same principal as long as they are remembered: its text is made once. */
const texts = new WeakMap<Principal, { readonly partition: Partition; readonly text: string }>();

/** `userIdentity` as JSON. */
export function identityText(
  principal: Principal,
  partition: Partition,
  madeAt: number | undefined,
): string {
  const known = texts.get(principal);
  if (known?.partition === partition) return known.text;
  const text = JSON.stringify(userIdentity(principal, partition, madeAt));
  texts.set(principal, { partition, text });
  return text;
}

/** How the owner of a role sees the caller from elsewhere that assumed it. */
export function strangerIdentity(principal: Principal): Readonly<Record<string, unknown>> {
  const { accountId } = principal;
  return { type: 'AWSAccount', principalId: principalUserId(principal), accountId };
}

function typeOf({ kind }: Principal): string {
  if (kind === 'role-session') return 'AssumedRole';
  return kind === 'user' || kind === 'user-session' ? 'IAMUser' : 'Root';
}

function sessionContext(
  principal: Principal,
  partition: Partition,
  madeAt: number | undefined,
): object {
  const { kind, roleId, roleName, accountId, sourceIdentity } = principal;
  const issuer =
    kind === 'role-session'
      ? {
          type: 'Role',
          principalId: roleId,
          arn: identityArn(principal, partition),
          accountId,
          userName: roleName,
        }
      : undefined;
  const begun = madeAt === undefined ? {} : { creationDate: seconds(madeAt) };
  return {
    ...(issuer && { sessionIssuer: issuer }),
    // There are no second factors here.
    attributes: { ...begun, mfaAuthenticated: 'false' },
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}

/** Most calls come in the second of the one before. */
let lastSecond = { at: Number.NaN, text: '' };

/** CloudTrail writes times to the second. */
export function seconds(millis: number): string {
  const at = Math.floor(millis / 1000);
  if (at !== lastSecond.at) {
    lastSecond = { at, text: `${isoMillis(at * 1000).slice(0, 19)}Z` };
  }
  return lastSecond.text;
}
