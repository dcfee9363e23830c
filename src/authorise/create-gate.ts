import { partitionOf } from '../domain/regions.ts';
import type { Tags } from '../domain/tags.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import { accessDenied } from './access-denied.ts';
import type { AuthorisableCall } from './authorisable-call.ts';
import { authorise, isUnlimited } from './authorise.ts';
import {
  type Asker,
  type Circumstances,
  type HeldQuestion,
  judgeOther,
  judgePrincipal,
} from './authorise-held.ts';
import type { KeyRing } from './key-ring.ts';
import { createPolicySource } from './policies-in-force.ts';
import type { Verdict } from './policy/evaluate.ts';
import { createResourceLookups } from './resource-lookups.ts';
import { refuseStanding } from './standing.ts';

/** A call as the request path knows it. */
export type GateCall = Pick<
  AuthorisableCall,
  'principal' | 'service' | 'operation' | 'region' | 'sourceIp'
> & { readonly input: object };

export interface Gate {
  /** Resolves where the principal may make the call. Throws the ServiceError that it reads. */
  check(call: GateCall): Promise<void>;
  /**
   * The same for a question about a resource with a policy of its own: the verdict, whoever asks.
   */
  judge(asker: Asker, question: HeldQuestion, about: Circumstances): Promise<Verdict>;
  /** A call of this service has committed: what it may have changed is read again. */
  committed(service: string): void;
}

export interface GateParts {
  readonly store: Store;
  readonly keys: KeyRing;
  readonly clock: Clock;
  /** The account that this installation was first started with. */
  readonly managementAccountId: string;
  /** Tags of one of GuardDuty's resources, which only its own operations can find. */
  guardDutyTags(arn: string, call: AuthorisableCall): Promise<Tags>;
  /** Of what is kept in memory about keys. */
  readonly limits: { readonly entriesMax: number; readonly seconds: number };
}

/** What these services write no policy depends on: their calls leave memory as it is. */
const CHANGING_NO_POLICY = new Set(['guardduty', 'sts', 'ec2', 'kms', 'lambda']);

/** Stands between a signed call and its operation. */
export function createGate(parts: GateParts): Gate {
  const { store, keys, clock, managementAccountId } = parts;
  const policies = createPolicySource(store, clock, parts.limits);
  const lookups = createResourceLookups(store, (arn, call) => parts.guardDutyTags(arn, call));
  return {
    async check(call) {
      const { principal, service, operation } = call;
      const partition = partitionOf(call.region) ?? 'aws';
      const finding = keys.find(principal.accessKeyId);
      const key = finding instanceof Promise ? await finding : finding;
      const account = key?.account;
      const standing = { principal, account, managementAccountId, service, operation };
      const reason = refuseStanding(standing);
      if (reason !== undefined) {
        const action = `${service}:${operation}`;
        throw accessDenied(principal, partition, service, { action, reason });
      }
      // The commonest caller is let through before anything about the call is worked out.
      const loading = policies.of(principal);
      const inForce = loading instanceof Promise ? await loading : loading;
      if (isUnlimited(call, inForce)) return;
      const asked: AuthorisableCall = {
        ...{ principal, service, operation, region: call.region, partition, now: clock.now() },
        input: call.input as AuthorisableCall['input'],
        organization: inForce.organization,
        // Not copied: few policies look at it, and it costs whoever says it.
        get sourceIp() {
          return call.sourceIp;
        },
      };
      const verdict = await authorise(asked, inForce, { lookups, store });
      if (verdict.allowed) return;
      // A role that does not trust the caller looks like one that is not there.
      const isHidden = service === 'sts' && verdict.refusedBy === 'resource-based policy';
      const denial = { ...verdict, reason: isHidden ? undefined : verdict.reason };
      throw accessDenied(principal, partition, service, denial);
    },
    async judge(asker, question, about) {
      if (asker.kind !== 'principal') return judgeOther(asker, question, about);
      const { principal } = asker;
      const { action } = question;
      const found = keys.find(principal.accessKeyId);
      const account = (found instanceof Promise ? await found : found)?.account;
      const [service = '', operation = ''] = action.split(':');
      const standing = { principal, account, managementAccountId, service, operation };
      const reason = refuseStanding(standing);
      if (reason !== undefined) return { allowed: false, reason, allowedBy: [] };
      return judgePrincipal(principal, await policies.of(principal), question, about);
    },
    committed(service) {
      // STS makes keys; keys and accounts belong to the other services.
      if (!['guardduty', 'kms', 'lambda'].includes(service)) keys.clear();
      if (!CHANGING_NO_POLICY.has(service)) policies.clear();
    },
  };
}
