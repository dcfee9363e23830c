import type { Action, Evidence, Resource } from '@aws-sdk/client-guardduty';
import type { DeclaredLists } from '../lists/declared-lists.ts';
import type { KnownLists } from '../lists/known-lists.ts';
import type { DatabaseLoginEvent, Event } from '../normalise/event.ts';
import type { LogSource } from '../normalise/log-source.ts';
import type { Reached, WindowRule } from './event-window.ts';

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
export type Reads = CloudTrailReads | FlowReads | DnsReads | KubernetesReads | DatabaseLoginReads;

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
  /** The session name begins so. */
  readonly sessionPrefix?: string;
  /** The credentials were made for one of these kinds of resources (`AWS::Lambda::Function`). */
  readonly issuedTo?: readonly string[];
  /** From where credentials of a machine have no business: see `mayBeElsewhere`. */
  readonly elsewhere?: true;
  /** A list or a feed has the caller's address. */
  readonly listed?: true;
  /** A list of keys that were found in public places has the caller's. */
  readonly keyListed?: true;
}

export interface FlowReads {
  readonly log: 'flow';
  /** A list or a feed has the remote address. */
  readonly listed?: true;
  readonly localPorts?: readonly number[];
  readonly remotePorts?: readonly number[];
  /** IANA numbers. */
  readonly protocols?: readonly number[];
  readonly exceptProtocols?: readonly number[];
  readonly exceptRemotePorts?: readonly number[];
  readonly outbound?: boolean;
  readonly accepted?: boolean;
  readonly initiator?: 'local' | 'remote';
  /** Anybody but: who opened the connection may be unknown. */
  readonly exceptInitiator?: 'local' | 'remote';
  /** The packets are TCP's and carry nothing. */
  readonly bare?: true;
  readonly packetsMax?: number;
  /** The remote address is IPv4 and can be reached over the Internet. */
  readonly public?: true;
}

export interface DnsReads {
  readonly log: 'dns';
  /** A list or a feed has the domain, or a name above it. */
  readonly listed?: true;
  /** One of the answers is this. */
  readonly answer?: string;
  /** A list or a feed has one of the addresses in the answers. */
  readonly answerListed?: true;
  /** Characters of the name. */
  readonly charactersMin?: number;
  /** What somebody registered looks drawn by lot. */
  readonly generated?: true;
}

export interface KubernetesReads {
  readonly log: 'kubernetes';
  readonly verbs?: readonly string[];
  readonly resources?: readonly string[];
  readonly subresources?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly usernames?: readonly string[];
  /** A list or a feed has the caller's address. */
  readonly listed?: true;
}

export interface DatabaseLoginReads {
  readonly log: 'database-login';
  readonly outcomes?: readonly DatabaseLoginEvent['outcome'][];
  /** A list or a feed has the client's address. */
  readonly listed?: true;
}

export function cloudTrail(reads: Omit<CloudTrailReads, 'log'>): CloudTrailReads {
  return { log: 'cloudtrail', ...reads };
}

export function flow(reads: Omit<FlowReads, 'log'>): FlowReads {
  return { log: 'flow', ...reads };
}

export function dns(reads: Omit<DnsReads, 'log'>): DnsReads {
  return { log: 'dns', ...reads };
}

export function kubernetes(reads: Omit<KubernetesReads, 'log'>): KubernetesReads {
  return { log: 'kubernetes', ...reads };
}

export function databaseLogin(reads: Omit<DatabaseLoginReads, 'log'>): DatabaseLoginReads {
  return { log: 'database-login', ...reads };
}

/** The events that such reads ask for. */
export type EventOf<R extends Reads> = Extract<Event, { readonly kind: R['log'] }>;

/** What a detection remembers between events, bounded and restored after a restart. */
export interface Memory {
  /**
   * The value last kept under `key`, if it is still there. A value that an event of a later time
   * kept is not shown: an event that arrives late must not be judged by its own future.
   */
  last(key: string): unknown;
  /** Keeps a JSON value under `key`, unless an event of a later time has done so already. */
  keep(key: string, value: unknown): void;
  /**
   * Adds to a sum over a window of event time. Answers the windows that this event, and none
   * before it, has brought to the rule's reach: mostly none, one where something begins or goes
   * on, seldom more. A hit for each makes the finding's count grow once per window. The answers
   * of all events together do not depend on the order in which events arrive.
   */
  sum(key: string, rule: WindowRule, amount?: number): readonly Reached[];
  /** The same for different values, each of which weighs once, however often it comes. */
  distinct(key: string, rule: WindowRule, value: string, weight?: number): readonly Reached[];
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

/** A detection as the engine sees it: one that has not yet been told which log it is for. */
export interface Detection extends Omit<DetectionOf<Reads>, 'observe'> {
  observe(event: Event, memory: Memory, lists: KnownLists): Hit | Hit[] | undefined;
}

/** A detection as it is written: `observe` is given the events of the logs that it reads. */
export interface DetectionOf<R extends Reads> {
  readonly types: readonly string[];
  /** Of a hit that does not say otherwise. */
  readonly severity: number;
  /** An event is observed if any of these asks for it. */
  readonly reads: R | readonly R[];
  /** Which events share a memory: those of one account and Region, or all of one account. */
  readonly memoryOf?: 'region' | 'account';
  readonly about: About;
  /** Deterministic: the event's own time, no clock, no chance. */
  observe(event: EventOf<R>, memory: Memory, lists: KnownLists): Hit | Hit[] | undefined;
}

/** The engine keeps to `reads`, which is what makes forgetting the kind of event right. */
export function defineDetection<R extends Reads>(detection: DetectionOf<R>): Detection {
  return detection as unknown as Detection;
}

/** The form of `cases.json`: raw log records in, expected hits out. */
export interface CaseFile {
  readonly cases: readonly DetectionCase[];
}

export interface DetectionCase {
  readonly name: string;
  /**
   * Raw records as the log has them, in the order in which they arrive: JSON objects, or lines of
   * text with the header line first where the format has one.
   */
  readonly records: readonly RawCaseRecord[];
  /** What the log does not say of itself, as its source's declaration would. */
  readonly source?: LogSource;
  /** What lists, feeds and the inventory know; nothing where it is left out. */
  readonly lists?: DeclaredLists;
  /** Expected hits in order; empty for a case that must stay quiet. Members not named are free. */
  readonly hits: readonly ExpectedHit[];
}

export type RawCaseRecord = Readonly<Record<string, unknown>> | string | RepeatedCaseRecord;

/**
 * Many records that differ little: `n` counts from 0, and `{n}`, `{1000+n}`, `{1000+n*5}` and
 * `{digest of n}` (60 hex digits) in the record's texts stand for what they say.
 */
export interface RepeatedCaseRecord {
  readonly repeat: number;
  readonly record: Readonly<Record<string, unknown>> | string;
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
