import type { EvaluationRequest } from './evaluate.ts';
import type { RequestPrincipal } from './match-principal.ts';
import { parsePolicy } from './parse-policy.ts';
import type { PolicyKind } from './policy.ts';
import { requestKeys } from './request-keys.ts';

export const ACCOUNT = '444455556666';

/** Statements of a document, as JSON holds them. */
export type Statements = readonly object[];

/** A request in few words: what is not said is a user's, without any policy. */
export interface ShortRequest {
  readonly action?: string;
  readonly resource?: string;
  readonly resources?: readonly string[];
  readonly keys?: Readonly<Record<string, string | readonly string[]>>;
  readonly principal?: keyof typeof principals;
  readonly version?: string;
  readonly identity?: Statements;
  readonly boundary?: Statements;
  readonly session?: readonly Statements[];
  readonly scps?: readonly Statements[];
  readonly trust?: Statements;
  readonly resourcePolicy?: Statements;
  readonly isManagementAccount?: boolean;
  readonly isServiceLinkedRole?: boolean;
  readonly sameAccount?: boolean;
}

export const principals = {
  root: { kind: 'root', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` },
  user: {
    kind: 'user',
    accountId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/anna`,
    uniqueId: 'AIDAEXAMPLEEXAMPLE01',
  },
  role: {
    kind: 'role',
    accountId: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Ops/run`,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/team/Ops`,
    uniqueId: 'AROAEXAMPLEEXAMPLE01',
  },
  service: {
    kind: 'service',
    accountId: ACCOUNT,
    arn: 'arn:aws:iam::aws:service/ec2',
    service: 'ec2.amazonaws.com',
  },
} as const satisfies Record<string, RequestPrincipal>;

/** The whole request; a level or a policy without statements is one that holds no policy. */
export function fullRequest(short: ShortRequest): EvaluationRequest {
  const { version = '2012-10-17' } = short;
  const apply = (statements: Statements | undefined, kind: PolicyKind, name: string) => {
    if (statements === undefined || statements.length === 0) return [];
    const text = JSON.stringify({ Version: version, Statement: statements });
    return [{ name, policy: parsePolicy(text, kind) }];
  };
  const scpLevels = (short.scps ?? []).map((level, index) => apply(level, 'scp', `level ${index}`));
  return {
    action: short.action ?? 'guardduty:ListDetectors',
    resources: short.resources ?? [short.resource ?? '*'],
    keys: requestKeys(() => short.keys ?? {}),
    principal: principals[short.principal ?? 'user'],
    identity: apply(short.identity, 'identity', 'identity'),
    boundary: apply(short.boundary, 'identity', 'boundary')[0],
    session: (short.session ?? []).flatMap((one) => apply(one, 'identity', 'session')),
    scpLevels,
    resourcePolicy: [
      ...apply(short.trust, 'trust', 'trust'),
      ...apply(short.resourcePolicy, 'resource', 'resource'),
    ][0],
    isManagementAccount: short.isManagementAccount ?? false,
    isServiceLinkedRole: short.isServiceLinkedRole ?? false,
    sameAccount: short.sameAccount ?? true,
  };
}
