import { kmsErrors } from '../errors.ts';

/** The one algorithm of symmetric keys. */
export const ALGORITHM = 'SYMMETRIC_DEFAULT';

/** Throws for an input that asks for what symmetric keys, or this server, do not have. */
export function checkAsked(asked: {
  readonly EncryptionAlgorithm?: string | undefined;
  readonly Recipient?: object | undefined;
}): void {
  const { EncryptionAlgorithm: algorithm = ALGORITHM, Recipient: recipient } = asked;
  if (algorithm !== ALGORITHM) throw kmsErrors.unsupported(`EncryptionAlgorithm ${algorithm}`);
  if (recipient !== undefined) throw kmsErrors.unsupported('A Recipient');
}
