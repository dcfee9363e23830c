import type { Partition } from '../../domain/regions.ts';
import type { MadeResource, StackValueMap } from '../../domain/stack.ts';
import type { Tags } from '../../domain/tags.ts';

export type Answer = Readonly<Record<string, unknown>>;

/** One resource that is being made, changed or deleted, and all that its provider may use. */
export interface Work {
  readonly stackId: string;
  readonly stackName: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: Partition;
  /** Of the stack: resources that can be tagged get them too. */
  readonly stackTags: Tags;
  readonly logicalId: string;
  readonly type: string;
  /** As they are wanted, evaluated. */
  readonly properties: StackValueMap;
  /** A crash came between: what is asked for may have happened already. */
  readonly isResumed: boolean;
  /** Calls an operation as whoever the stack acts for. Throws its ServiceError. */
  call(service: string, operation: string, input: object): Promise<Answer>;
  /** A name that is this resource's own, and the same when the work is tried again. */
  physicalName(charactersMax?: number): string;
  /** Says what is there before all is done, so that a failure after this takes it away again. */
  begun(physicalId: string): Promise<void>;
  /** The archive of code that stands in a template; undefined for runtimes that take none. */
  inlineArchive(runtime: string, source: string): Uint8Array | undefined;
  /** Asks again and again until it is so; gives up, to go on later, when the server ends. */
  wait(isDone: () => Promise<boolean>): Promise<void>;
  /** What the stack has made besides of this type, which may have changed the same thing. */
  others(type: string): readonly MadeResource[];
  /** Asks a function and waits for its answer; only custom resources do. */
  ask(event: CustomEvent): Promise<CustomAnswer>;
}

export interface CustomEvent {
  readonly requestType: 'Create' | 'Update' | 'Delete';
  readonly physicalId?: string | undefined;
  readonly oldProperties?: StackValueMap | undefined;
}

export interface CustomAnswer {
  readonly physicalId: string;
  readonly data: StackValueMap;
  readonly noEcho: boolean;
}

/** What a provider says of what it made; properties and tags are the engine's to remember. */
export type Made = Omit<MadeResource, 'properties' | 'attributes' | 'tags'> & {
  readonly attributes?: StackValueMap;
};

/** A thing as it was found; properties as a template would have them. */
export interface Found extends Partial<Made> {
  readonly properties: StackValueMap;
}

export interface TagChange {
  /** All that the resource is to have. */
  readonly wanted: Tags;
  /** Keys that it has and is not to have. */
  readonly gone: readonly string[];
}

/**
 * What a value must look like: a scalar of a kind, a list of equal items, or a map of these members
 * and no others, of which `name!` must be there. `any` is for what a service looks at itself.
 */
export type Shape =
  | 'any'
  | 'text'
  | 'number'
  | 'flag'
  | readonly [Shape]
  | { readonly [member: string]: Shape };

export interface PropertyRules {
  /** Of properties that are no plain texts; tags are known. */
  readonly shapes?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  /** A change of one of these replaces the resource. */
  readonly createOnly?: readonly string[];
}

/** How resources of one type are made and unmade. */
export interface Provider {
  readonly type: string;
  /** Undefined for types whose properties are whatever their function takes. */
  readonly properties: PropertyRules | undefined;
  /** Names for Fn::GetAtt; undefined where the resource itself says which it has. */
  readonly attributes: readonly string[] | undefined;
  /** `named` where a name was given, so that it could be somebody else's. */
  readonly capability?: (properties: StackValueMap) => 'iam' | 'named-iam' | undefined;
  /** Throws ServiceError where the properties contradict each other. */
  check?(properties: StackValueMap): void;
  create(work: Work): Promise<Made>;
  /** Absent where every change is a replacement. Tags are not its business. */
  update?(work: Work, existing: MadeResource): Promise<Made>;
  /** Absent where resources have no tags, or where `update` has to put them itself. */
  retag?(work: Work, existing: MadeResource, change: TagChange): Promise<void>;
  /** Deleting what is gone is no failure. */
  delete(work: Work, existing: MadeResource): Promise<void>;
  /**
   * As it is; undefined where it is gone. Where this is absent, drift cannot be told and nothing
   * can be taken in.
   */
  read?(work: Work, physicalId: string): Promise<Found | undefined>;
  /** What identifies it when it is taken in: `BucketName`. */
  readonly identifier?: string;
}
