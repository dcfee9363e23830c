import { judgeOther } from '../../authorise/authorise-held.ts';
import { isEnabledByDefault } from '../../domain/regions.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Remark, Rule } from '../rule.ts';
import { isObject, listOf, memberOf, type Subject } from '../subject.ts';

function statementsOf({ document }: Subject) {
  return listOf(memberOf(document.value, 'Statement')).map((statement, index) => ({
    statement,
    path: ['Statement', index] as (string | number)[],
  }));
}

const services = (statement: unknown) =>
  listOf(memberOf(statement, 'Principal', 'Service')).map(String);

const isGuardDuty = (service: string) => /^guardduty\.(?:[\w-]+\.)?amazonaws\.com$/.test(service);

const grants = (subject: Subject) =>
  statementsOf(subject).filter(
    ({ statement }) =>
      memberOf(statement, 'Effect') === 'Allow' && services(statement).some(isGuardDuty),
  );

const regional: Rule = {
  id: 'B08',
  title: 'no principal of a Region that has to be turned on',
  level: 'error',
  reads: ['key-policy', 'bucket-policy'],
  fault:
    'In Regions that an account turns on GuardDuty writes as guardduty.<Region>.amazonaws.com. A ' +
    'policy that names guardduty.amazonaws.com alone lets no export from there in.',
  remedy: 'Name the principal of each such Region beside the general one.',
  check(subject, { regions }) {
    const [first] = grants(subject);
    if (first === undefined) return [];
    const named = new Set(grants(subject).flatMap(({ statement }) => services(statement)));
    return regions
      .filter((region) => !isEnabledByDefault(region))
      .filter((region) => !named.has(`guardduty.${region}.amazonaws.com`))
      .map((region) => ({
        path: [...first.path, 'Principal'],
        message: `guardduty.${region}.amazonaws.com is not let in`,
      }));
  },
};

/** Condition keys under a test for equality, in lower case, with their values. */
function equalities(statement: unknown): Map<string, readonly unknown[]> {
  const found = new Map<string, readonly unknown[]>();
  const conditions = memberOf(statement, 'Condition');
  for (const [operator, keys] of Object.entries(isObject(conditions) ? conditions : {})) {
    if (!/^(String|Arn)(Equals|Like)/.test(operator) || !isObject(keys)) continue;
    for (const [key, value] of Object.entries(keys)) found.set(key.toLowerCase(), listOf(value));
  }
  return found;
}

const pinned: Rule = {
  id: 'B09',
  title: 'a policy that names the accounts of today',
  level: 'warning',
  reads: ['key-policy', 'bucket-policy'],
  fault:
    'aws:SourceAccount with account ids lets these accounts in and none that is made tomorrow: ' +
    'its export fails until somebody edits the policy.',
  remedy: 'Condition on aws:SourceOrgID, with aws:SourceArn like arn:aws:guardduty:*:*:detector/*.',
  check(subject) {
    return grants(subject).flatMap(({ statement, path }) => {
      const keys = equalities(statement);
      const accounts = keys.get('aws:sourceaccount');
      if (accounts === undefined || keys.has('aws:sourceorgid')) return [];
      const message = `only ${accounts.join(', ')} may export; accounts to come may not`;
      return [{ path: [...path, 'Condition'], message }];
    });
  },
};

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000';

/** The first ARN of a key that the policy itself speaks of. */
function keyNamed(subject: Subject): string {
  return /arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+/.exec(subject.policyText)?.[0] ?? KEY;
}

const contradicted: Rule = {
  id: 'B10',
  title: 'a denial that the exporter itself runs into',
  level: 'error',
  reads: ['bucket-policy'],
  fault:
    'GuardDuty puts objects over TLS, encrypted with SSE-KMS under the key of the destination. A ' +
    'Deny that wants another encryption, an ACL or an endpoint of a VPC stops every export.',
  remedy: 'Deny only what differs from aws:kms and from the key of the destination.',
  check(subject) {
    const [grant] = grants(subject);
    const accounts = grant && equalities(grant.statement).get('aws:sourceaccount');
    const organization = grant && equalities(grant.statement).get('aws:sourceorgid');
    const account = String(accounts?.[0] ?? '111122223333');
    const bucket = /arn:[\w-]+:s3:::([\w.-]+)/.exec(subject.policyText)?.[1] ?? 'bucket';
    const verdict = judgeOther(
      {
        kind: 'service',
        service: 'guardduty.amazonaws.com',
        sourceAccount: account,
        sourceArn: `arn:aws:guardduty:us-east-1:${account}:detector/${'0'.repeat(32)}`,
        sourceOrganizationId: organization && String(organization[0]),
      },
      {
        action: 's3:PutObject',
        resource: `arn:aws:s3:::${bucket}/AWSLogs/${account}/GuardDuty/us-east-1/findings.jsonl.gz`,
        owner: { accountId: account },
        policy: subject.policyText,
        policyName: 'bucket policy',
        keys: {
          'aws:SecureTransport': 'true',
          's3:x-amz-server-side-encryption': 'aws:kms',
          's3:x-amz-server-side-encryption-aws-kms-key-id': keyNamed(subject),
        },
      },
      { region: 'us-east-1', partition: 'aws', now: systemClock.now() },
    );
    if (verdict.deniedBy === undefined) return [];
    const { statement, sid } = verdict.deniedBy;
    const message = `the export itself is denied by statement ${statement + 1}`;
    const remark: Remark = {
      path: ['Statement', statement],
      message: sid === undefined ? message : `${message} (${sid})`,
    };
    return [remark];
  },
};

export const storageRules: readonly Rule[] = [regional, pinned, contradicted];
