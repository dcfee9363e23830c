/** Inputs and outputs of our own service; its wire is `api/wire/vedette.ts`. */
export interface VedetteOperations {
  CreateStandaloneAccount: {
    input: { AccountId: string; Email: string; Name?: string };
    output: { AccountId: string; AccessKeyId: string; SecretAccessKey: string };
  };
  DescribeFindingType: {
    input: { Type: string };
    output: FindingTypeDescription;
  };
  ListDeadLetters: {
    input: { Sink?: string; After?: number };
    output: { DeadLetters: DeadLetter[] };
  };
  ListDetections: {
    input: object;
    output: { Detections: ShownDetection[] };
  };
  ListNotices: {
    input: { MaxResults?: number; NextToken?: string };
    output: { Notices: ShownNotice[]; NextToken?: string };
  };
  ListSinks: {
    input: object;
    output: { Sinks: ShownSink[] };
  };
  ListSources: {
    input: object;
    output: { Sources: Source[] };
  };
  MarkNoticesRead: {
    input: { NoticeIds: string[] };
    output: { NoticeIds: string[] };
  };
  ResendDeadLetters: {
    /** All of the sink where no numbers are given. */
    input: { Sink: string; Numbers?: number[] };
    output: { Resent: number };
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

export interface FindingTypeDescription {
  Type: string;
  Title: string;
  Description: string;
  /** What to do about a finding. */
  Remediation: string;
  /** Of MITRE ATT&CK. */
  Tactic: string;
  /** What the detection does not see, or takes for something else. */
  BlindSpots: string[];
  Logs: string[];
}

export interface ShownDetection {
  Types: string[];
  Title: string;
  Logs: string[];
  Observed: number;
  Hits: number;
  Failures: number;
  /** The class of the last error. */
  LastFailure?: string;
}

export interface DeadLetter {
  Number: number;
  Sink: string;
  EventId: string;
  Kind: string;
  AccountId: string;
  Region: string;
  Tries: number;
  LastError?: string;
  CreatedAt: Date;
}

export interface ShownSink {
  Name: string;
  /** `removed` where the settings name it no more. */
  Type: string;
  Waiting: number;
  DeadLetters: number;
  Delivered: number;
  /** Taken out of a queue that was full. */
  Dropped: number;
  OldestAt?: Date;
  LastSuccessAt?: Date;
  LastFailureAt?: Date;
  LastError?: string;
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
  /** Absent where nothing has come yet. */
  FirstAt?: Date;
  LastAt?: Date;
  /** Does the server itself watch it? */
  Declared: boolean;
  /** When its silence was noticed; absent while it speaks. */
  SilentSince?: Date;
}
