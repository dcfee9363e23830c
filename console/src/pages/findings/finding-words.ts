import type { Finding } from '@aws-sdk/client-guardduty';

export type SeverityName = 'critical' | 'high' | 'medium' | 'low';

/** GuardDuty's bands: from 9 critical, from 7 high, from 4 medium. */
export function severityName(severity = 0): SeverityName {
  if (severity >= 9) return 'critical';
  if (severity >= 7) return 'high';
  return severity >= 4 ? 'medium' : 'low';
}

/** What a finding is about, in one line. */
export function resourceName({ Resource }: Finding): string {
  const bucket = Resource?.S3BucketDetails?.[0]?.Name;
  const names = [
    Resource?.InstanceDetails?.InstanceId,
    bucket,
    Resource?.EksClusterDetails?.Name,
    Resource?.LambdaDetails?.FunctionName,
    Resource?.RdsDbInstanceDetails?.DbInstanceIdentifier,
    Resource?.AccessKeyDetails?.UserName,
    Resource?.AccessKeyDetails?.PrincipalId,
  ];
  return names.find((name) => name !== undefined && name !== '') ?? '';
}

/** A rule that would archive findings like these: their types, accounts and shared resource. */
export function ruleTokens(findings: readonly Finding[]) {
  const token = (propertyKey: string) => (value: string) => ({ propertyKey, operator: '=', value });
  const distinct = (values: readonly (string | undefined)[]) =>
    [...new Set(values)].filter((value) => value !== undefined && value !== '') as string[];
  const shared = (propertyKey: string, values: readonly (string | undefined)[]) =>
    distinct(values).length === 1 && !values.includes(undefined)
      ? distinct(values).map(token(propertyKey))
      : [];
  return [
    ...distinct(findings.map((one) => one.Type)).map(token('type')),
    ...distinct(findings.map((one) => one.AccountId)).map(token('accountId')),
    ...shared(
      'resource.accessKeyDetails.userName',
      findings.map((one) => one.Resource?.AccessKeyDetails?.UserName),
    ),
    ...shared(
      'resource.s3BucketDetails.name',
      findings.map((one) => one.Resource?.S3BucketDetails?.[0]?.Name),
    ),
    ...shared(
      'resource.instanceDetails.instanceId',
      findings.map((one) => one.Resource?.InstanceDetails?.InstanceId),
    ),
  ];
}
