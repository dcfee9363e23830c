import type { Principal } from './sigv4/verify-signature.ts';
import type { ResolvedOperation } from './wire/resolve-service.ts';

/** A call of a caller who proved who it is, as it was answered. */
export interface ServedCall {
  readonly principal: Principal;
  /** Milliseconds: when the key or session that signed the call was made. */
  readonly credentialsMadeAt: number | undefined;
  readonly service: string;
  readonly operation: ResolvedOperation;
  readonly region: string;
  readonly requestId: string;
  /** Milliseconds: when the call came. */
  readonly at: number;
  /** The address that the connection comes from. */
  readonly sourceIp: string | undefined;
  readonly userAgent: string | undefined;
  /** Absent where nothing could be read of it. */
  readonly input: object | undefined;
  readonly outcome: { readonly output: object } | { readonly error: CallError };
}

export interface CallError {
  readonly code: string;
  readonly message: string;
}
