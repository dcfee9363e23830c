import type { Action, Evidence, Resource } from '@aws-sdk/client-guardduty';
import type { CloudTrailEvent, Event } from '../normalise/event.ts';

/** What a detection returns: one finding's worth of what one event showed. */
export interface Hit {
  readonly type: string;
  /** 1.0–10.0, GuardDuty's scale. */
  readonly severity: number;
  readonly accountId: string;
  readonly region: string;
  /** The event's own time, milliseconds. */
  readonly time: number;
  /** Same account, Region, type and key → the same finding, `count` + 1. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly resource: Resource;
  readonly action?: Action;
  readonly resourceRole: 'TARGET' | 'ACTOR';
  readonly evidence?: Evidence;
  /** Becomes `service.additionalInfo` (`{type: 'default', value: JSON text}` on the API). */
  readonly additionalInfo: Readonly<Record<string, unknown>>;
}

/** Which events a detection wants to see. Data: the engine indexes it once. All given must hold. */
export interface CloudTrailReads {
  readonly log: 'cloudtrail';
  /** `eventSource`. */
  readonly source?: string;
  /** `eventName`, any of these. */
  readonly names?: readonly string[];
  /** `userIdentity.type`. */
  readonly identityType?: string;
  /** The user agent has one of these, in lower case. */
  readonly userAgentHas?: readonly string[];
}

export function cloudTrail(reads: Omit<CloudTrailReads, 'log'>): CloudTrailReads {
  return { log: 'cloudtrail', ...reads };
}

/** What a detection remembers between events, bounded and restored after a restart. */
export interface Memory {
  /**
   * The value last kept under `key`, if it is still there. A value that an event of a later time
   * kept is not shown: an event that arrives late must not be judged by its own future.
   */
  last(key: string): unknown;
  /** Keeps a JSON value under `key`, unless an event of a later time has done so already. */
  keep(key: string, value: unknown): void;
}

/** What a responder reads: about the detection, not about one finding. */
export interface About {
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
  /** MITRE ATT&CK tactic, as GuardDuty's threat purpose maps to it. */
  readonly tactic: string;
  readonly blindSpots: readonly string[];
}

export interface Detection<E extends Event = CloudTrailEvent> {
  readonly types: readonly string[];
  /** Of a hit that does not say otherwise. */
  readonly severity: number;
  /** An event is observed if any of these asks for it. */
  readonly reads: CloudTrailReads | readonly CloudTrailReads[];
  /** Which events share a memory: those of one account and Region, or all of one account. */
  readonly memoryOf?: 'region' | 'account';
  readonly about: About;
  /** Deterministic: the event's own time, no clock, no chance. */
  observe(event: E, memory: Memory): Hit | Hit[] | undefined;
}

export function defineDetection(detection: Detection): Detection {
  return detection;
}

/** The form of `cases.json`: raw log records in, expected hits out. */
export interface CaseFile {
  readonly cases: readonly DetectionCase[];
}

export interface DetectionCase {
  readonly name: string;
  /** Raw records as the log has them, in the order in which they arrive. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Expected hits in order; empty for a case that must stay quiet. Members not named are free. */
  readonly hits: readonly ExpectedHit[];
}

export interface ExpectedHit {
  readonly type: string;
  readonly severity: number;
  readonly key: string;
  /** Texts that the title must have. */
  readonly titleHas?: readonly string[];
  /** Members that `additionalInfo` must have. */
  readonly additionalInfo?: Readonly<Record<string, unknown>>;
}
