import { entityArn, type IamRole } from '../domain/iam.ts';
import type { Partition } from '../domain/regions.ts';
import { isoMillis } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import { evaluate } from './policy/evaluate.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import { requestKeys } from './policy/request-keys.ts';

const ROLE_ARN = /^arn:[\w-]+:iam::(\d{12}):role\/(?:[\u0021-\u007e]*\/)?([\w+=,.@-]+)$/;

/** A service that is about to act under somebody's role. */
export interface ServiceAsking {
  /** `lambda.amazonaws.com`. */
  readonly service: string;
  readonly roleArn: string;
  /** The account that the service works for: only its own roles are taken. */
  readonly accountId: string;
  readonly region: string;
  readonly partition: Partition;
  /** What of the account the role is for, as `aws:SourceArn` has it. */
  readonly sourceArn: string;
  /** Milliseconds. */
  readonly now: number;
}

/** The role, where there is one in that account whose trust policy lets the service in. */
export async function roleForService(
  asking: ServiceAsking,
  store: Pick<Store, 'accounts' | 'iam'>,
): Promise<IamRole | undefined> {
  const { service, roleArn, accountId, partition, region, now } = asking;
  const [, owner, name = ''] = ROLE_ARN.exec(roleArn) ?? [];
  if (owner !== accountId) return undefined;
  const role = await store.iam.get('role', accountId, name);
  if (role === undefined || entityArn(role, partition) !== roleArn) return undefined;
  const account = await store.accounts.get(accountId);
  if (account?.status !== 'ACTIVE') return undefined;
  const verdict = evaluate({
    action: 'sts:AssumeRole',
    resources: [roleArn],
    principal: { kind: 'service', accountId: '', arn: service, service },
    identity: [],
    session: [],
    scpLevels: [],
    isManagementAccount: false,
    isServiceLinkedRole: false,
    sameAccount: false,
    resourceDecides: true,
    resourcePolicy: {
      name: `trust policy of ${name}`,
      policy: parsePolicy(role.trustPolicy, 'trust'),
    },
    keys: requestKeys(() => ({
      'aws:CurrentTime': `${isoMillis(now).slice(0, 19)}Z`,
      'aws:EpochTime': String(Math.floor(now / 1000)),
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': service,
      'aws:RequestedRegion': region,
      'aws:SourceAccount': accountId,
      'aws:SourceArn': asking.sourceArn,
    })),
  });
  return verdict.allowed ? role : undefined;
}
