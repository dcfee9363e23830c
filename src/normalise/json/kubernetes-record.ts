import { parseIso } from '../../lib/clock.ts';
import { type Outcome, skipped, unreadable } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { type JsonObject, listOf, objectOf, textOf } from './parsed-object.ts';

const CLUSTER_ARN = /^arn:[a-z-]+:eks:([a-z0-9-]+):(\d{12}):cluster\/(.+)$/;

/**
 * One event of a Kubernetes audit log. A request is logged at several stages; the last one has all
 * that the earlier ones say, and the answer.
 */
export function kubernetesOutcome(record: JsonObject, source: LogSource): Outcome {
  const { stage } = record;
  if (stage !== 'ResponseComplete' && stage !== 'Panic') return skipped('unfinished');
  const time = parseIso(textOf(record.requestReceivedTimestamp) || textOf(record.stageTimestamp));
  if (time === undefined) return unreadable('no-time');
  const arn = CLUSTER_ARN.exec(source.cluster ?? '');
  const accountId = arn?.[2] ?? source.accountId ?? '';
  if (accountId === '') return unreadable('no-account');
  const object = objectOf(record.objectRef) ?? {};
  const impersonated = textOf(objectOf(record.impersonatedUser)?.username);
  return {
    kind: 'kubernetes',
    accountId,
    region: arn?.[1] ?? source.region ?? '',
    id: textOf(record.auditID),
    time,
    verb: textOf(record.verb),
    resource: textOf(object.resource),
    subresource: textOf(object.subresource),
    namespace: textOf(object.namespace),
    username: impersonated || textOf(objectOf(record.user)?.username),
    sourceAddress: textOf(listOf(record.sourceIPs)[0]),
    cluster: arn?.[3] ?? source.cluster ?? '',
    record,
  };
}
