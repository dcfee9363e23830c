import { RECORD_DEPTH_MAX } from '../../limits.ts';
import type { DnsHead, KubernetesHead } from '../event.ts';
import type { LogSource } from '../log-source.ts';
import { MemberReader } from '../member-reader.ts';
import { domainOf } from './dns-record.ts';
import { clusterOf, isFinished } from './kubernetes-record.ts';

const QUERY_NAME = 0;
const ACCOUNT = 1;
const REGION = 2;
const ANSWERS = 3;
const AUDIT_ID = 4;
const STAGE = 5;
const VERB = 6;
const RESOURCE = 7;
const SUBRESOURCE = 8;
const NAMESPACE = 9;
const USER = 10;
const IMPERSONATED = 11;
const ADDRESSES = 12;
const SLOTS = 13;

const MEMBERS = {
  query_name: QUERY_NAME,
  account_id: ACCOUNT,
  region: REGION,
  answers: [{ Rdata: ANSWERS }],
  auditID: AUDIT_ID,
  stage: STAGE,
  verb: VERB,
  objectRef: { resource: RESOURCE, subresource: SUBRESOURCE, namespace: NAMESPACE },
  user: { username: USER },
  impersonatedUser: { username: IMPERSONATED },
  sourceIPs: [ADDRESSES],
} as const;

/** Heads of the JSON records that come in bulk beside CloudTrail's, read without parsing. */
export class OtherHead {
  readonly reader = new MemberReader(MEMBERS, SLOTS, RECORD_DEPTH_MAX);

  /** Of the record just read; undefined where only parsing it can tell what it is. */
  of(source: LogSource): DnsHead | KubernetesHead | 'unfinished' | undefined {
    const { reader } = this;
    if (reader.text(QUERY_NAME) !== '') return this.ofQuery(source);
    for (const slot of [AUDIT_ID, STAGE, VERB]) if (reader.text(slot) === '') return undefined;
    return isFinished(reader.text(STAGE)) ? this.ofRequest(source) : 'unfinished';
  }

  private ofQuery(source: LogSource): DnsHead {
    const { reader } = this;
    return {
      kind: 'dns',
      accountId: reader.text(ACCOUNT) || (source.accountId ?? ''),
      region: reader.text(REGION) || (source.region ?? ''),
      domain: domainOf(reader.text(QUERY_NAME)),
      answers: reader.texts[ANSWERS] ?? [],
    };
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
