import { RECORD_DEPTH_MAX } from '../../limits.ts';
import type { KubernetesHead } from '../event.ts';
import type { LogSource } from '../log-source.ts';
import { MemberReader } from '../member-reader.ts';
import { clusterOf, isFinished } from './kubernetes-record.ts';

const AUDIT_ID = 0;
const STAGE = 1;
const VERB = 2;
const RESOURCE = 3;
const SUBRESOURCE = 4;
const NAMESPACE = 5;
const USER = 6;
const IMPERSONATED = 7;
const ADDRESSES = 8;
const SLOTS = 9;

const MEMBERS = {
  auditID: AUDIT_ID,
  stage: STAGE,
  verb: VERB,
  objectRef: { resource: RESOURCE, subresource: SUBRESOURCE, namespace: NAMESPACE },
  user: { username: USER },
  impersonatedUser: { username: IMPERSONATED },
  sourceIPs: [ADDRESSES],
} as const;

/** Heads of Kubernetes' requests, read without parsing. */
export class RequestHead {
  readonly reader = new MemberReader(MEMBERS, SLOTS, RECORD_DEPTH_MAX);

  /** Of the record just read; undefined where only parsing it can tell what it is. */
  of(source: LogSource): KubernetesHead | 'unfinished' | undefined {
    const { reader } = this;
    for (const slot of [AUDIT_ID, STAGE, VERB]) if (reader.text(slot) === '') return undefined;
    return isFinished(reader.text(STAGE)) ? this.ofRequest(source) : 'unfinished';
  }

  private ofRequest(source: LogSource): KubernetesHead {
    const { reader } = this;
    const { accountId, region } = clusterOf(source);
    return {
      kind: 'kubernetes',
      accountId,
      region,
      verb: reader.text(VERB),
      resource: reader.text(RESOURCE),
      subresource: reader.text(SUBRESOURCE),
      namespace: reader.text(NAMESPACE),
      username: reader.text(IMPERSONATED) || reader.text(USER),
      sourceAddress: reader.text(ADDRESSES),
    };
  }
}
