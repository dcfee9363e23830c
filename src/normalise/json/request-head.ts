import type { KubernetesHead } from '../event.ts';
import type { LogSource } from '../log-source.ts';
import type { RecordHeadReader } from '../record-head.ts';
import {
  ADDRESSES,
  AUDIT_ID,
  IMPERSONATED_USER,
  NAMESPACE,
  RESOURCE,
  STAGE,
  SUBRESOURCE,
  USER,
  VERB,
} from '../record-head-names.ts';
import { clusterOf, isAnswered } from './kubernetes-record.ts';

/**
 * The head of Kubernetes' request in the record read last; undefined where only parsing it can tell
 * what it is.
 */
export function requestHead(
  reader: RecordHeadReader,
  source: LogSource,
): KubernetesHead | 'unfinished' | undefined {
  const subresource = reader.text(SUBRESOURCE);
  for (const member of [AUDIT_ID, STAGE, VERB]) if (reader.text(member) === '') return undefined;
  if (!isAnswered(reader.text(STAGE), subresource)) return 'unfinished';
  const { accountId, region } = clusterOf(source);
  return {
    kind: 'kubernetes',
    accountId,
    region,
    verb: reader.text(VERB),
    resource: reader.text(RESOURCE),
    subresource,
    namespace: reader.text(NAMESPACE),
    username: reader.text(IMPERSONATED_USER) || reader.text(USER),
    sourceAddress: reader.text(ADDRESSES),
  };
}
