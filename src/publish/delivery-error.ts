/**
 * Why something has not arrived, in a word that may be shown and logged: never an address, a body
 * or a secret.
 */
export class DeliveryError extends Error {
  constructor(
    readonly word: string,
    /** Another try would come to the same: the receiver refuses this very thing. */
    readonly isFinal = false,
  ) {
    super(word);
  }
}

/** The word for anything that was thrown. */
export function wordOf(error: unknown): string {
  if (error instanceof DeliveryError) return error.word;
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout';
  const { cause } = error;
  if (cause instanceof Error) return wordOf(cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
}
