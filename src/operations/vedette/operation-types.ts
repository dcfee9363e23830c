/** Inputs and outputs of our own service; its wire is `api/wire/vedette.ts`. */
export interface VedetteOperations {
  CreateStandaloneAccount: {
    input: { AccountId: string; Email: string; Name?: string };
    output: { AccountId: string; AccessKeyId: string; SecretAccessKey: string };
  };
  ListNotices: {
    input: { MaxResults?: number; NextToken?: string };
    output: { Notices: ShownNotice[]; NextToken?: string };
  };
  ListSources: {
    input: object;
    output: { Sources: Source[] };
  };
  MarkNoticesRead: {
    input: { NoticeIds: string[] };
    output: { NoticeIds: string[] };
  };
  PutRecords: {
    /** Logs of any format, or gzip of them, and whose they are where they do not say it. */
    input: { Records: Uint8Array; Cluster?: string; Database?: string; DatabaseCluster?: string };
    output: {
      Accepted: number;
      Duplicates: number;
      Findings: number;
      /** Records by reason of refusal. */
      Refused: Record<string, number>;
    };
  };
}

export interface ShownNotice {
  NoticeId: string;
  Kind: string;
  Region: string;
  AboutAccountId: string;
  Text: string;
  /** What the other account wrote. */
  Message?: string;
  /** While it waits for an answer: `open`, then `closed`. */
  Status: 'open' | 'closed';
  CreatedAt: Date;
  ReadAt?: Date;
}

export interface Source {
  Source: string;
  Records: number;
  Duplicates: number;
  Refused: number;
  Unreadable: number;
  LastAt: Date;
}
