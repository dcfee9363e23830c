/** Inputs and outputs of our own service; its wire is `api/wire/vedette.ts`. */
export interface VedetteOperations {
  CreateStandaloneAccount: {
    input: { AccountId: string; Email: string; Name?: string };
    output: { AccountId: string; AccessKeyId: string; SecretAccessKey: string };
  };
  ListSources: {
    input: object;
    output: { Sources: Source[] };
  };
  PutRecords: {
    /** CloudTrail records as JSON, NDJSON or gzip of either. */
    input: { Records: Uint8Array };
    output: {
      Accepted: number;
      Duplicates: number;
      Findings: number;
      /** Records by reason of refusal. */
      Refused: Record<string, number>;
    };
  };
}

export interface Source {
  Source: string;
  Records: number;
  Duplicates: number;
  Refused: number;
  Unreadable: number;
  LastAt: Date;
}
