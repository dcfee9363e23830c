import type { AuditResource } from '../domain/audit.ts';

/** CloudTrail's names of resources, by the parameters that name them. */
const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  guardduty: { detectorId: 'AWS::GuardDuty::Detector' },
  iam: {
    userName: 'AWS::IAM::User',
    roleName: 'AWS::IAM::Role',
    instanceProfileName: 'AWS::IAM::InstanceProfile',
    policyArn: 'AWS::IAM::Policy',
    policyName: 'AWS::IAM::Policy',
    accessKeyId: 'AWS::IAM::AccessKey',
  },
  organizations: {
    accountId: 'AWS::Organizations::Account',
    policyId: 'AWS::Organizations::Policy',
    organizationalUnitId: 'AWS::Organizations::OrganizationalUnit',
  },
  sts: { roleArn: 'AWS::IAM::Role', accessKeyId: 'AWS::IAM::AccessKey' },
};

/**
 * What a call is about, for looking its event up: named at the top of its parameters or one level
 * below, as a user's key in the answer is.
 */
export function resourcesOf(
  service: string,
  ...parameters: readonly (object | null)[]
): readonly AuditResource[] {
  const types = TYPES[service];
  if (types === undefined) return [];
  const found = new Map<string, AuditResource>();
  for (const one of parameters) gather(one, types, found, 1);
  return [...found.values()];
}

function gather(
  parameters: object | null,
  types: Readonly<Record<string, string>>,
  found: Map<string, AuditResource>,
  levels: number,
): void {
  if (parameters === null) return;
  for (const [name, value] of Object.entries(parameters)) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type !== undefined && typeof value === 'string') {
      found.set(`${type} ${value}`, { type, name: value });
    } else if (levels > 0 && typeof value === 'object' && !Array.isArray(value)) {
      gather(value, types, found, levels - 1);
    }
  }
}
