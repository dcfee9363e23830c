import type { LogSource } from '../log-source.ts';
import { type JsonObject, textOf } from './parsed-object.ts';

/** What stands around records: the members before the list of them. */
export type Envelope = JsonObject;

const ACCOUNT = /^\d{12}$/;
const GROUP_ARN = /^arn:[a-z-]+:logs:([a-z0-9-]+):(\d{12}):log-group:([^:]+)/;
const EKS_GROUP = /^\/aws\/eks\/([^/]+)\/cluster$/;
const RDS_INSTANCE_GROUP = /^\/aws\/rds\/instance\/([^/]+)\//;
const RDS_CLUSTER_GROUP = /^\/aws\/rds\/cluster\/([^/]+)\//;

/** What the envelope of CloudWatch Logs says of its log, and what was declared for the rest. */
export function sourceOfEnvelope(envelope: Envelope | undefined, declared: LogSource): LogSource {
  if (envelope === undefined) return declared;
  const owner = textOf(envelope.owner);
  const arn = GROUP_ARN.exec(textOf(envelope.logGroup));
  const group = arn?.[3] ?? textOf(envelope.logGroup);
  const account = ACCOUNT.test(owner) ? owner : arn?.[2];
  return {
    ...declared,
    ...(account !== undefined && { accountId: account }),
    ...(arn?.[1] !== undefined && { region: arn[1] }),
    ...ofGroup(group, textOf(envelope.logStream)),
  };
}

function ofGroup(group: string, stream: string): LogSource {
  const cluster = EKS_GROUP.exec(group)?.[1];
  if (cluster !== undefined) return { cluster };
  const database = RDS_INSTANCE_GROUP.exec(group)?.[1];
  if (database !== undefined) return { database };
  const databaseCluster = RDS_CLUSTER_GROUP.exec(group)?.[1];
  if (databaseCluster === undefined) return {};
  // A stream of a cluster's group is called after the instance, sometimes with a number behind.
  const instance = stream.split('.')[0] ?? '';
  return { databaseCluster, ...(instance !== '' && { database: instance }) };
}
