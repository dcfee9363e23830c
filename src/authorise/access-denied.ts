import { type Principal, principalArn } from '../domain/principal.ts';
import type { Partition } from '../domain/regions.ts';
import { ServiceError } from '../lib/service-error.ts';

/** Where a service refuses with another code and status than GuardDuty's. */
const FORMS: Readonly<Record<string, { code: string; status: number }>> = {
  sts: { code: 'AccessDenied', status: 403 },
  organizations: { code: 'AccessDeniedException', status: 400 },
};

/** What a caller reads whose call authorisation refused; `reason` is the verdict's. */
export function accessDenied(
  principal: Principal,
  partition: Partition,
  action: string,
  reason: string,
): ServiceError {
  const [service = ''] = action.split(':');
  const { code, status } = FORMS[service] ?? { code: 'AccessDeniedException', status: 403 };
  const who = principalArn(principal, partition);
  const message = `User: ${who} is not authorized to perform: ${action} because ${reason}`;
  return new ServiceError(code, status, message);
}
