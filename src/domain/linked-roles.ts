import { randomText } from '../lib/ids.ts';
import { SESSION_SECONDS_DEFAULT } from '../limits.ts';
import type { IamRole } from './iam.ts';

export const GUARDDUTY_SERVICE = 'guardduty.amazonaws.com';

/** Services that keep a role of their own in an account, and what it is called. */
const NAMES: Readonly<Record<string, string>> = {
  [GUARDDUTY_SERVICE]: 'AWSServiceRoleForAmazonGuardDuty',
  'malware-protection.guardduty.amazonaws.com': 'AWSServiceRoleForAmazonGuardDutyMalwareProtection',
  'organizations.amazonaws.com': 'AWSServiceRoleForOrganizations',
};

/**
 * A role that only its service may assume, change and, with the account, delete. Undefined for a
 * service that has none here.
 */
export function linkedRole(
  service: string,
  accountId: string,
  now: number,
  description?: string,
): IamRole | undefined {
  const name = Object.hasOwn(NAMES, service) ? NAMES[service] : undefined;
  if (name === undefined) return undefined;
  const trust = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  return {
    kind: 'role',
    accountId,
    name,
    id: `AROA${randomText(17)}`,
    path: `/aws-service-role/${service}/`,
    tags: {},
    inline: {},
    attached: [],
    createdAt: now,
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    ...(description !== undefined && { description }),
    maxSessionSeconds: SESSION_SECONDS_DEFAULT,
    linkedService: service,
  };
}
