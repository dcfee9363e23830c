import { createHash } from 'node:crypto';
import type { Finding } from '@aws-sdk/client-guardduty';
import type { MembershipState } from '../domain/membership.ts';
import type { SilenceChange } from '../domain/source-silence.ts';
import { isoMillis } from '../lib/clock.ts';

/** The envelope of Amazon EventBridge. */
export interface PublishedEvent {
  readonly version: '0';
  /** Follows from what the event is about: a repetition has the same. */
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  /** Whose event it is: the account of the finding, or its administrator. */
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A finding as GetFindings has it on the wire. */
export type FindingJson = Readonly<Record<string, unknown>>;

export function findingEvent(finding: Finding, json: FindingJson, account: string): PublishedEvent {
  const { Id, UpdatedAt = '', Region = '', Service } = finding;
  return {
    version: '0',
    id: idOf(['finding', Id, UpdatedAt, Service?.Count, Service?.Archived, account]),
    'detail-type': 'GuardDuty Finding',
    source: 'aws.guardduty',
    account,
    time: UpdatedAt,
    region: Region,
    resources: [],
    detail: json,
  };
}

/** What has become of a membership; AWS has no such event. */
export interface MembershipChange {
  readonly administratorId: string;
  readonly accountId: string;
  readonly region: string;
  readonly before: MembershipState;
  readonly after: MembershipState;
  readonly at: number;
}

export function membershipEvent(change: MembershipChange, account: string): PublishedEvent {
  const { administratorId, accountId, region, before, after, at } = change;
  return {
    version: '0',
    id: idOf(['membership', administratorId, accountId, region, before, after, at, account]),
    'detail-type': 'Vedette Membership Change',
    source: 'vedette',
    account,
    time: isoMillis(at),
    region,
    resources: [],
    detail: { administratorId, accountId, region, previousStatus: before, status: after },
  };
}

/** A source of logs has fallen silent, or speaks again; AWS has no such event. */
export function sourceEvent(change: SilenceChange, at: number): PublishedEvent {
  const { accountId, source, isSilent, lastAt } = change;
  return {
    version: '0',
    id: idOf(['source', accountId, source, isSilent, at]),
    'detail-type': 'Vedette Source Silence',
    source: 'vedette',
    account: accountId,
    time: isoMillis(at),
    // Sources deliver for all Regions.
    region: 'aws-global',
    resources: [],
    detail: {
      accountId,
      source,
      status: isSilent ? 'SILENT' : 'SPEAKING',
      ...(lastAt !== undefined && { lastRecordAt: isoMillis(lastAt) }),
    },
  };
}

/** In the form of a UUID, version 8: of our own making. */
function idOf(parts: readonly unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
