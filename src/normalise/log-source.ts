/**
 * What whoever hands a log over knows of it and the log itself may not say: Kubernetes audit events
 * and database logs name no account, flow logs of the oldest form no Region.
 */
export interface LogSource {
  readonly accountId?: string;
  readonly region?: string;
  /** The EKS cluster whose audit log it is. */
  readonly cluster?: string;
  /** The DB instance whose log it is, and the cluster that it belongs to. */
  readonly database?: string;
  readonly databaseCluster?: string;
  /** Of flow logs whose lines stand without their header: as EC2's `LogFormat`, or names alone. */
  readonly flowFormat?: string;
}
