import type { Principal } from './principal.ts';

/** A call of one of Vedette's own operations, made from inside as somebody. */
export interface InvokedCall {
  readonly principal: Principal;
  /** The signing name: `guardduty`, `iam`, `s3`. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** In the SDK's own shape. */
  readonly input: object;
}

/**
 * Makes a call that is validated, authorised, carried out and told to the trail as if it had come
 * over the wire. Throws the ServiceError that a client would read.
 */
export type Invoke = (call: InvokedCall) => Promise<Readonly<Record<string, unknown>>>;

/** Which role a service takes, and for how long. */
export interface RoleOfService {
  readonly roleArn: string;
  /** Whom the role has to trust: `lambda.amazonaws.com`. */
  readonly service: string;
  readonly sessionName: string;
  readonly region: string;
  readonly seconds: number;
  /** What of the account the service acts for; the role itself unless it is said. */
  readonly sourceArn?: string;
}

/** Expiring credentials of a role that a service has taken, and who they stand for. */
export interface ServiceSession {
  readonly principal: Principal;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/** Throws a ServiceError where there is no such role, or it does not trust the service. */
export type AssumeForService = (asked: RoleOfService) => Promise<ServiceSession>;
