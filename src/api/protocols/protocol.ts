import type { HttpAnswer, RequestHead } from '../http.ts';
import type { RefusalKind } from '../refusal.ts';
import type { Violations } from '../violations.ts';
import type { ResolvedOperation } from '../wire/resolve-service.ts';

/** How one service is spoken: bytes to SDK-shaped input, output and errors to bytes. */
export interface Protocol {
  /** Undefined for what is no call of this service, whoever signed it. */
  recognise(head: RequestHead): RecognisedCall | undefined;
  answer(operation: ResolvedOperation, output: object, requestId: string): HttpAnswer;
  error(error: WireError, requestId: string): HttpAnswer;
  /** What the protocol calls the API's own refusals. */
  readonly refusals: Readonly<Record<RefusalKind, { code: string; status: number }>>;
}

/** A call as far as its head tells. */
export interface RecognisedCall {
  /** How many bytes the body may have. */
  readonly bodyLimit: number;
  /** Throws `Refusal` for an operation that the service lacks, `MalformedInput`. */
  route(body: Uint8Array): RoutedCall;
}

export interface RoutedCall {
  readonly operation: ResolvedOperation;
  /**
   * The input in the SDK's shape. Values of a wrong type become violations; throws
   * `MalformedInput` where nothing can be read.
   */
  parse(violations: Violations): Record<string, unknown>;
}

export interface WireError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** Further members, in wire names. */
  readonly fields: Readonly<Record<string, string>>;
}
