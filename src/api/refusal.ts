/**
 * What the API itself refuses, before any operation is asked. Each protocol has its own code and
 * status for it.
 */
export type RefusalKind =
  | 'missing-token'
  | 'incomplete-signature'
  | 'unknown-key'
  | 'bad-signature'
  | 'expired-token'
  | 'unknown-operation'
  | 'body-too-large'
  | 'busy'
  | 'not-implemented'
  | 'internal';

export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
