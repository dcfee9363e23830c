import { type Principal, principalArn } from '../domain/principal.ts';
import type { Partition } from '../domain/regions.ts';
import { ServiceError } from '../lib/service-error.ts';

/** Where a service refuses with another code, status or beginning than GuardDuty's. */
const FORMS: Readonly<Record<string, { code: string; status: number; start?: string }>> = {
  ec2: {
    code: 'UnauthorizedOperation',
    status: 403,
    start: 'You are not authorized to perform this operation. ',
  },
  iam: { code: 'AccessDenied', status: 403 },
  kms: { code: 'AccessDeniedException', status: 400 },
  organizations: { code: 'AccessDeniedException', status: 400 },
  sts: { code: 'AccessDenied', status: 403 },
};

/** What was refused, and why. */
export interface Denial {
  /** `guardduty:CreateFilter`. */
  readonly action: string;
  readonly resource?: string | undefined;
  /** Ends AWS's sentence: `because no identity-based policy allows …`. Absent, it says no more. */
  readonly reason?: string | undefined;
}

/** What a caller reads whose call to this service authorisation refused. */
export function accessDenied(
  principal: Principal,
  partition: Partition,
  service: string,
  { action, resource, reason }: Denial,
): ServiceError {
  const { code, status, start = '' } = FORMS[service] ?? GUARDDUTY;
  const who = principalArn(principal, partition);
  const what = resource === undefined ? action : `${action} on resource: ${resource}`;
  const why = reason === undefined ? '' : ` ${reason}`;
  const message = `${start}User: ${who} is not authorized to perform: ${what}${why}`;
  return new ServiceError(code, status, message);
}

const GUARDDUTY = { code: 'AccessDeniedException', status: 403, start: '' };
