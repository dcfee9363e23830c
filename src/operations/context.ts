import type { Finding } from '@aws-sdk/client-guardduty';
import type { AuditPage, AuditQuery } from '../domain/audit.ts';
import type { DetectionReport } from '../domain/detection-report.ts';
import type { FunctionRunner } from '../domain/function-run.ts';
import type { Principal } from '../domain/principal.ts';
import type {
  DestinationVerdict,
  PublishingDestination,
} from '../domain/publishing-destination.ts';
import type { PushOutcome, RecordPush } from '../domain/record-push.ts';
import type { Partition } from '../domain/regions.ts';
import type { DriftDetection } from '../domain/stack.ts';
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
  /** Opens what `sealSecret` gave. */
  openSecret(sealed: string): string;
  /** Starts the e-mail checks that wait, after the transaction has committed. */
  wakeEmailChecks(): void;
  /** Starts the work that trusted and threat lists await, after the transaction has committed. */
  wakeLists(): void;
  /** May a list be read from this host (`name` or `name:port`)? S3 is always allowed. */
  isListHostAllowed(host: string): boolean;
  /** Starts what an organisation enables by itself, after the transaction has committed. */
  wakeAutoEnable(): void;
  /** Has the engine go on with stacks, after the transaction has committed. */
  wakeStacks(): void;
  /** Starts the runs of functions that nobody waits for. */
  wakeFunctions(): void;
  /** An id for an event of a stack: a greater text than the one before. */
  nextEventId(): string;
  /** The template at an address of S3, read as the caller; not inside a transaction. */
  readTemplate(url: string, principal: Principal, region: string): Promise<string>;
  /** Looks whether a stack's resources are as it has made them; not inside a transaction. */
  detectDrift(stackId: string, only?: readonly string[]): Promise<DriftDetection>;
  /** Starts the checks of publishing destinations, after the transaction has committed. */
  wakeDestinationChecks(): void;
  /** Can findings be put there, now? Takes as long as the storage does; not in a transaction. */
  lookAtDestination(destination: PublishingDestination): Promise<DestinationVerdict>;
  /** May the caller read and list what is below a destination's prefix, as far as is known here? */
  mayReadDestination(destination: PublishingDestination, caller: Principal): Promise<boolean>;
  /** Starts the malware scans that wait, after the transaction has committed. */
  wakeMalwareScans(): void;
  /** Is there anything that scans? Without it, scans end as failed. */
  hasMalwareScanner(): boolean;
  /** Tells the operator of something that is allowed and yet unwise. */
  warn(text: string, about: Readonly<Record<string, string>>): void;
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
  /** A page of an account's trail, with all calls that were answered so far; `audit`. */
  lookUpAudit(query: AuditQuery): Promise<AuditPage>;
  /** What events and mail leave to. */
  sinks(): readonly { readonly name: string; readonly type: string }[];
  /** What this server finds by itself, and how that goes. */
  detections(): readonly DetectionReport[];
  /** Starts sending what waits, after the transaction has committed. */
  wakeDeliveries(): void;
  /** Takes pushed records in; `pipeline`. */
  putRecords(push: RecordPush): Promise<PushOutcome>;
  /** Runs functions; absent unless the operator allows it, since it is other people's code. */
  readonly functions?: FunctionRunner | undefined;
}

/**
 * One operation of one service. `writes` runs it inside a transaction.
 * Input and output are the SDK's own types; the wire is none of its business.
 */
export interface Operation<Input, Output> {
  readonly name: string;
  readonly writes: boolean;
  /**
   * Outside the transaction and ahead of it: answers the input that goes on; throws where the call
   * is to be refused.
   */
  before?(input: Input, context: OperationContext): Promise<Input>;
  handle(input: Input, context: OperationContext): Promise<Output>;
}

/** What the table of a service holds for a name: behaviour, or the reason why there is none yet. */
export type AnyOperation = Omit<Operation<never, object>, 'before'> & {
  before?(input: never, context: OperationContext): Promise<object>;
};

export interface Unimplemented {
  readonly name: string;
  readonly reason: string;
}
