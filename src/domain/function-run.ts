/** One run of a function's code, with all that it is handed. */
export interface FunctionRun {
  readonly functionArn: string;
  readonly functionName: string;
  readonly accountId: string;
  readonly region: string;
  readonly runtime: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The archive. */
  readonly code: Uint8Array;
  readonly variables: Readonly<Record<string, string>>;
  readonly logStreamName: string;
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  /** JSON that the caller added. */
  readonly clientContext?: string | undefined;
  /** Of the role, as long as the run. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

export interface FunctionOutcome {
  /** JSON: what the handler returned, or what is said of its failure. */
  readonly payload: string;
  readonly failed: boolean;
  /** The end of what it wrote, with the lines that Lambda writes around it. */
  readonly log: string;
}

/** What carries functions out. */
export interface FunctionRunner {
  /** Why a function of this runtime cannot run here; undefined where it can. */
  refusal(runtime: string): Promise<string | undefined>;
  /** How it is run otherwise than its owner might think: for the operator. */
  caveat(runtime: string): string | undefined;
  /**
   * Resolves when it has ended, however it did. Undefined, at once, while as many run as may;
   * with `patient`, it waits for a place, and is undefined only where too many wait.
   */
  run(
    what: FunctionRun,
    options: { readonly patient: boolean },
  ): Promise<FunctionOutcome> | undefined;
}
