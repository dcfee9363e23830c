/** One detection as people are told of it: what it looks for, and how it has fared. */
export interface DetectionReport {
  readonly types: readonly string[];
  /** Of a finding that does not say otherwise. */
  readonly severity: number;
  /** Kinds of logs that it reads, as `docs/guide/logs.md` names them. */
  readonly logs: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
  readonly tactic: string;
  readonly blindSpots: readonly string[];
  /** Since the server was started, for all accounts. */
  readonly observed: number;
  readonly hits: number;
  /** Events on which it threw: it said nothing about them. */
  readonly failures: number;
  readonly lastFailure?: string;
}
