/** A run of a function that nobody waits for. It is kept until it went well, or is given up. */
export interface FunctionEvent {
  /** Also the id of the request that asked for it, in every try. */
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  /** Of the function. */
  readonly name: string;
  /** JSON, sealed: people send secrets. */
  readonly sealedEvent: string;
  /** What the caller added, as it came, sealed as well. */
  readonly sealedContext?: string | undefined;
  /** Tries that began. */
  readonly tries: number;
  /** Milliseconds: not before then. */
  readonly dueAt: number;
}

/** Seconds after the first try that fails, and after the second one: Lambda waits as long. */
const WAITS_SECONDS = [60, 120];

/** When a run that failed is due again; undefined after the third time. */
export function nextTryAt({ tries }: Pick<FunctionEvent, 'tries'>, now: number) {
  const seconds = WAITS_SECONDS[tries - 1];
  return seconds === undefined ? undefined : now + seconds * 1000;
}
