import type { Principal } from './principal.ts';

/** A request to the embedded S3 as it was answered, for whoever keeps the trail. */
export interface ServedS3Request {
  /** CloudTrail's name of the event: `GetObject`. */
  readonly name: string;
  /** About objects, and not about a bucket: AWS's trails leave these out unless told otherwise. */
  readonly isData: boolean;
  /** Undefined where nobody in particular has asked. */
  readonly principal: Principal | undefined;
  /** Milliseconds: when the key or session that signed the request was made. */
  readonly credentialsMadeAt: number | undefined;
  /** Whose the bucket is; undefined where there is none. */
  readonly ownerId: string | undefined;
  readonly region: string;
  readonly requestId: string;
  readonly sourceIp: string | undefined;
  readonly userAgent: string | undefined;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  /** What CloudTrail shows of the request besides bucket and key. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly isPresigned: boolean;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly error: { readonly code: string; readonly message: string } | undefined;
}
