import type { Finding } from '@aws-sdk/client-guardduty';
import type { Principal } from '../domain/principal.ts';
import type { PushOutcome, RecordPush } from '../domain/record-push.ts';
import type { Partition } from '../domain/regions.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';

/** What every operation is handed besides its input. Authentication and authorisation are done. */
export interface OperationContext {
  readonly principal: Principal;
  /** Short for `principal.accountId`: the account whose state the call is about. */
  readonly accountId: string;
  /** From the signature's scope. */
  readonly region: string;
  readonly partition: Partition;
  readonly requestId: string;
  readonly clock: Clock;
  /** Inside a transaction for operations that write. */
  readonly store: Store;
  readonly services: Services;
}

/** What operations need from elsewhere, handed over by `main`. */
export interface Services {
  /** Seals a secret for rest; `lib/seal.ts`. */
  sealSecret(secret: string): string;
  /** Starts the e-mail checks that wait, after the transaction has committed. */
  wakeEmailChecks(): void;
  /** GuardDuty-shaped sample findings of these types for the caller; `findings/samples.ts`. */
  sampleFinding(
    type: string,
    accountId: string,
    region: string,
    now: number,
    detectorId: string,
  ): Finding | undefined;
  /** All finding types that a sample can be made of. */
  sampleTypes(): readonly string[];
  /** Takes pushed records in; `pipeline`. */
  putRecords(push: RecordPush): Promise<PushOutcome>;
}

/**
 * One operation of one service. `writes` runs it inside a transaction.
 * Input and output are the SDK's own types; the wire is none of its business.
 */
export interface Operation<Input, Output> {
  readonly name: string;
  readonly writes: boolean;
  handle(input: Input, context: OperationContext): Promise<Output>;
}

/** What the table of a service holds for a name: behaviour, or the reason why there is none yet. */
export type AnyOperation = Operation<never, object>;

export interface Unimplemented {
  readonly name: string;
  readonly reason: string;
}
