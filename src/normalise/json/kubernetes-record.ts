import { parseIso } from '../../lib/clock.ts';
import { type Outcome, skipped, unreadable } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { type JsonObject, listOf, objectOf, textOf } from './parsed-object.ts';

const CLUSTER_ARN = /^arn:[a-z-]+:eks:([a-z0-9-]+):(\d{12}):cluster\/(.+)$/;

/** Sessions end when whoever opened them wishes, so that they count as soon as they are open. */
const SESSIONS: ReadonlySet<string> = new Set(['exec', 'attach', 'portforward']);

/**
 * Has the request been answered? A session that was opened is logged again when it ends, with the
 * same id, by which the second is known as a copy.
 */
export function isAnswered(stage: string, subresource: string): boolean {
  if (stage === 'ResponseStarted') return SESSIONS.has(subresource);
  return stage === 'ResponseComplete' || stage === 'Panic';
}

/** Whose the cluster is, where, and what it is called: audit events do not say. */
export function clusterOf({ cluster = '', accountId = '', region = '' }: LogSource) {
  const arn = CLUSTER_ARN.exec(cluster);
  return {
    accountId: arn?.[2] ?? accountId,
    region: arn?.[1] ?? region,
    cluster: arn?.[3] ?? cluster,
  };
}

/**
 * One event of a Kubernetes audit log. A request is logged at several stages; the last one has all
 * that the earlier ones say, and the answer.
 */
export function kubernetesOutcome(record: JsonObject, source: LogSource): Outcome {
  const object = objectOf(record.objectRef) ?? {};
  const subresource = textOf(object.subresource);
  if (!isAnswered(textOf(record.stage), subresource)) return skipped('unfinished');
  const time = parseIso(textOf(record.requestReceivedTimestamp) || textOf(record.stageTimestamp));
  if (time === undefined) return unreadable('no-time');
  const { accountId, region, cluster } = clusterOf(source);
  if (accountId === '') return unreadable('no-account');
  const impersonated = textOf(objectOf(record.impersonatedUser)?.username);
  return {
    kind: 'kubernetes',
    accountId,
    region,
    id: textOf(record.auditID),
    time,
    verb: textOf(record.verb),
    resource: textOf(object.resource),
    subresource,
    namespace: textOf(object.namespace),
    username: impersonated || textOf(objectOf(record.user)?.username),
    sourceAddress: textOf(listOf(record.sourceIPs)[0]),
    cluster,
    record,
  };
}
