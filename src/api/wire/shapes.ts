/** The form of the generated tables (`scripts/generate-wire.ts` writes them, `api/` reads them). */

export interface WireService {
  /** The name in the SigV4 credential scope. */
  readonly service: string;
  readonly protocol: 'restJson1' | 'awsJson1_1' | 'awsQuery';
  readonly apiVersion: string;
  /** awsJson: the prefix of `x-amz-target`. */
  readonly targetPrefix?: string;
  /** awsQuery: the namespace of the answer's root element. */
  readonly xmlNamespace?: string;
  readonly operations: Readonly<Record<string, WireOperation>>;
  readonly shapes: Readonly<Record<string, WireShape>>;
}

export interface WireOperation {
  readonly input: string | null;
  readonly output: string | null;
  /** restJson only. */
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number };
  /** No lengths, ranges or patterns are known for this operation's input. */
  readonly unconstrained?: true;
}

export type WireShape =
  | {
      readonly kind: 'structure';
      readonly members: Readonly<Record<string, WireMember>>;
      readonly error?: { readonly status: number; readonly code?: string };
    }
  | { readonly kind: 'list'; readonly member: WireType }
  | { readonly kind: 'map'; readonly value: WireType };

/** A leaf by name, or the name of a shape behind `#`. */
export type WireType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'timestamp'
  | 'blob'
  | 'document'
  | `#${string}`;

export interface WireMember {
  readonly type: WireType;
  readonly required?: true;
  /** Name on the wire where it differs from the member's own. */
  readonly wire?: string;
  readonly in?: 'label' | 'query' | 'header' | 'payload' | 'queryMap';
  /** SDKs fill it in: a missing one is made. */
  readonly idempotencyToken?: true;
  readonly timestampFormat?: 'date-time' | 'http-date' | 'epoch-seconds';
  readonly constraint?: WireConstraint;
  /** For lists and maps: what their elements must obey. */
  readonly elementConstraint?: WireConstraint;
}

export interface WireConstraint {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}
