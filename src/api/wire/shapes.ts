/** The form of the wire tables: `scripts/generate-wire.ts` writes them, `src/api` reads them. */

export interface WireService {
  /** The name in the SigV4 credential scope. */
  readonly service: string;
  readonly protocol: 'restJson1' | 'awsJson1_1' | 'awsQuery' | 'ec2Query';
  readonly apiVersion: string;
  /** restJson: clients made from an older model end some paths in a slash. */
  readonly endsInSlash?: true;
  /** awsJson: what stands before the dot in `x-amz-target`. */
  readonly targetPrefix?: string;
  /** awsJson: the longer spelling of it that clients made from an older model send. */
  readonly qualifiedTargetPrefix?: string;
  /** awsQuery and ec2Query: the namespace of the answer's root element. */
  readonly xmlNamespace?: string;
  readonly operations: Readonly<Record<string, WireOperation>>;
  readonly shapes: Readonly<Record<string, WireShape>>;
}

export interface WireOperation {
  /** Name of a structure; null where the operation takes nothing. */
  readonly input: string | null;
  readonly output: string | null;
  /** restJson only. */
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number };
  /** No lengths, ranges, patterns or enums are known for this operation's input. */
  readonly unconstrained?: true;
}

export type WireShape = WireStructure | WireList | WireMap;

export interface WireStructure {
  readonly kind: 'structure';
  readonly members: Readonly<Record<string, WireMember>>;
  /** Exactly one of the members is set. */
  readonly union?: true;
  /** HTTP status, and the code on the wire where it differs from the shape's name (awsQuery). */
  readonly error?: { readonly status: number; readonly code?: string };
}

export interface WireList {
  readonly kind: 'list';
  readonly member: WireType;
}

export interface WireMap {
  readonly kind: 'map';
  readonly value: WireType;
}

export type WireLeaf = 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'document';

/** A leaf by name, or the name of a shape behind `#`. */
export type WireType = WireLeaf | `#${string}`;

export interface WireMember {
  readonly type: WireType;
  readonly required?: true;
  /** Name on the wire where it differs from the member's own. */
  readonly wire?: string;
  /** Where it travels; absent means the body. `payload` is the whole body. */
  readonly in?: 'label' | 'query' | 'header' | 'payload' | 'status';
  /** SDKs fill it in: a missing one is made. */
  readonly idempotencyToken?: true;
  /** Its value is shown in no refusal. */
  readonly sensitive?: true;
  /** Where it differs from the protocol's own. */
  readonly timestampFormat?: 'date-time' | 'http-date' | 'epoch-seconds';
  readonly constraint?: WireConstraint;
  /** For lists and maps: what their elements (values) must obey. */
  readonly elementConstraint?: WireConstraint;
  /** For maps: what their keys must obey. */
  readonly keyConstraint?: WireConstraint;
}

/** `min` and `max` bound a number's value, and the length of everything else. */
export interface WireConstraint {
  readonly min?: number;
  readonly max?: number;
  /** A number without a fraction. */
  readonly integer?: true;
  /** A regular expression that the whole text must match. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
}
