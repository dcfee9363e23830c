import type { Principal } from './principal.ts';
import type { Tags } from './tags.ts';

/** JSON as templates and properties hold it. */
export type StackValue = string | number | boolean | readonly StackValue[] | StackValueMap;

export interface StackValueMap {
  readonly [key: string]: StackValue;
}

type Ending = 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';

export type StackStatus =
  | `${'CREATE' | 'UPDATE' | 'DELETE' | 'ROLLBACK' | 'UPDATE_ROLLBACK'}_${Ending}`
  | 'REVIEW_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | `IMPORT_${'IN_PROGRESS' | 'COMPLETE'}`
  | `IMPORT_ROLLBACK_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`;

/** What a stack is made of: everything that an update may change and a rollback puts back. */
export interface StackContent {
  /** The text of the template. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Tags;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly exportName?: string | undefined;
}

/** Whose permissions a stack acts with. */
export type StackActor =
  | { readonly kind: 'caller'; readonly principal: Principal }
  /** A role that trusts the service. */
  | { readonly kind: 'role'; readonly roleArn: string; readonly service: string }
  /** A role that another role takes, which trusts CloudFormation: self-managed sets of stacks. */
  | { readonly kind: 'chain'; readonly roleArn: string; readonly through: string };

export interface Stack extends StackContent {
  /** Its ARN. */
  readonly stackId: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly status: StackStatus;
  readonly statusReason?: string | undefined;
  readonly description?: string | undefined;
  readonly actor: StackActor;
  /** As it was given with the stack's role, for who describes it. */
  readonly roleArn?: string | undefined;
  readonly outputs: readonly StackOutput[];
  /** Names of exports that this stack's values came from. */
  readonly imports: readonly string[];
  readonly createdAt: number;
  readonly updatedAt?: number | undefined;
  readonly deletedAt?: number | undefined;
  readonly isProtected: boolean;
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  /** Milliseconds: when a creation that has not ended is given up. */
  readonly deadline?: number | undefined;
  readonly clientToken?: string | undefined;
  readonly changeSetId?: string | undefined;
  /** Tells the operations of a stack apart: names of new resources follow from it. */
  readonly operationId: string;
  /** What to go back to when an update fails; present while one is under way. */
  readonly previous?: (StackContent & Pick<Stack, 'actor' | 'policy'>) | undefined;
  /** Which updates of resources are allowed, as it was given; without one, all are. */
  readonly policy?: string | undefined;
  /** What holds while an update is under way: a new policy is for those after it. */
  readonly policyDuringUpdate?: string | undefined;
  /** Resources that a deletion leaves alone. */
  readonly retained?: readonly string[] | undefined;
  /** Resources that a continued rollback passes over. */
  readonly skipped?: readonly string[] | undefined;
  /** Resources to be taken in rather than made, by logical id. */
  readonly imported?: Readonly<Record<string, string>> | undefined;
  /** Set to have an update that is under way undone. */
  readonly isCancelled?: boolean | undefined;
  /** The instance of a set of stacks that this is. */
  readonly stackSetId?: string | undefined;
  readonly drift?: { readonly status: string; readonly checkedAt: number } | undefined;
}

/** One thing that exists outside, as it was last made or changed. */
export interface MadeResource {
  readonly physicalId: string;
  /** What Ref gives, where that is not the physical id. */
  readonly ref?: string | undefined;
  readonly attributes: StackValueMap;
  /** Evaluated. */
  readonly properties: StackValueMap;
  /** The same as they may be told, where something in them is hidden. */
  readonly shown?: StackValueMap | undefined;
  /** Its attributes are not to be told. */
  readonly noEcho?: boolean | undefined;
  /** Its own and its stack's, as they were put; undefined where nobody knows. */
  readonly tags?: Tags | undefined;
}

export interface StackResource {
  readonly stackId: string;
  readonly accountId: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  readonly status:
    | `${'CREATE' | 'UPDATE' | 'DELETE' | 'IMPORT'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
    | 'DELETE_SKIPPED';
  readonly statusReason?: string | undefined;
  readonly updatedAt: number;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: 'Delete' | 'Retain' | 'RetainExceptOnCreate';
  readonly updateReplacePolicy: 'Delete' | 'Retain';
  readonly metadata?: StackValue | undefined;
  readonly made?: MadeResource | undefined;
  /** As it was before the operation that is under way touched it; null where it was not there. */
  readonly before?: MadeResource | null | undefined;
  /** What is being tried: still here after a crash, it may have happened or not. */
  readonly step?: { readonly id: string; readonly startedAt: number } | undefined;
  readonly drift?: ResourceDrift | undefined;
}

export interface ResourceDrift {
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'NOT_CHECKED';
  readonly checkedAt: number;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  readonly differences?: readonly {
    readonly path: string;
    readonly expected: string;
    readonly actual: string;
    readonly kind: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
  }[];
}

export interface StackEvent {
  readonly eventId: string;
  readonly stackId: string;
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly properties?: string | undefined;
  readonly clientToken?: string | undefined;
  readonly at: number;
}

export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove' | 'Import';
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string | undefined;
  readonly replacement?: 'True' | 'False' | 'Conditional' | undefined;
  /** Names of changed properties, and whether a change of each replaces the resource. */
  readonly properties: readonly { readonly name: string; readonly replaces: boolean }[];
}

export interface ChangeSet extends StackContent {
  readonly changeSetId: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly accountId: string;
  readonly region: string;
  readonly type: 'CREATE' | 'UPDATE' | 'IMPORT';
  readonly description?: string | undefined;
  /** As it was asked; there are no stacks in stacks whose changes could be among these. */
  readonly includesNested?: boolean;
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly statusReason?: string | undefined;
  readonly executionStatus: string;
  readonly changes: readonly ResourceChange[];
  readonly imported: Readonly<Record<string, string>>;
  readonly onFailure?: Stack['onFailure'] | undefined;
  readonly actor: StackActor;
  readonly roleArn?: string | undefined;
  readonly createdAt: number;
}

/** A custom resource's answer that is awaited, or has come. */
export interface AwaitedReply {
  readonly requestId: string;
  readonly stackId: string;
  readonly accountId: string;
  readonly region: string;
  readonly logicalId: string;
  readonly deadline: number;
  readonly answer?: ReplyAnswer | undefined;
}

export interface ReplyAnswer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly reason?: string | undefined;
  readonly physicalId?: string | undefined;
  readonly noEcho: boolean;
  readonly data: StackValueMap;
}

export interface DriftDetection {
  readonly detectionId: string;
  readonly stackId: string;
  readonly accountId: string;
  readonly region: string;
  readonly status: 'DETECTION_COMPLETE' | 'DETECTION_FAILED';
  readonly stackStatus: string;
  readonly drifted: number;
  readonly reason?: string | undefined;
  readonly at: number;
}
