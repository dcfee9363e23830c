import type { CloudTrailEvent } from '../normalise/event.ts';
import { apiTactics } from './api-tactics.ts';
import { isAnonymous, succeeded } from './caller.ts';

/** The MITRE ATT&CK tactics that a call is known to serve; none where nobody has said. */
export function tacticsOf({ source, name }: Pick<CloudTrailEvent, 'source' | 'name'>): string[] {
  const service = source.replace(/\.amazonaws\.com(\.cn)?$/, '');
  const api = name.replace(/\d{8}(v\d+)?$/, '');
  const key = `${service} ${api}`;
  return Object.hasOwn(apiTactics, key) ? (apiTactics[key]?.split(', ') ?? []) : [];
}

/** Verbs of calls that look around. */
const LOOKS = /^(List|Describe|Get|BatchGet|Lookup|Search|Head|Scan|Query|Simulate|View)/;

/** Calls that begin as those do, and hand out what lets somebody in. */
const HANDS_OUT = /(Token|SecretValue|PasswordData|Credentials?|CredentialsForIdentity)$/;

/**
 * Calls that the tester of GuardDuty makes for other types than those of reconnaissance, although
 * they read: whoami by another name.
 */
const NOT_RECONNAISSANCE = ['iam.amazonaws.com GetUser'];

/**
 * Does the call look around rather than take or change something? By the tactics that are known of
 * it, and else by its verb.
 */
export function isReconnaissance(event: Pick<CloudTrailEvent, 'source' | 'name'>): boolean {
  if (NOT_RECONNAISSANCE.includes(`${event.source} ${event.name}`)) return false;
  const tactics = tacticsOf(event);
  if (tactics.length > 0) return tactics.includes('Discovery');
  return LOOKS.test(event.name) && !HANDS_OUT.test(event.name);
}

/**
 * A read by somebody without credentials that was served: the object was opened to everybody, and
 * whoever comes for it is no intruder, wherever from. GuardDuty does not look at such requests.
 */
export function isPublicRead(event: CloudTrailEvent): boolean {
  return isAnonymous(event) && succeeded(event) && s3Tactic(event.name) !== 'Impact';
}

export type S3Tactic = 'Discovery' | 'Exfiltration' | 'Impact';

/** Calls that carry the content of objects away. */
const S3_TAKES = /^(GetObject|CopyObject|UploadPartCopy|SelectObjectContent|GetObjectTorrent)$/;

/** What a data event of S3 does: looks around, carries away, or changes. */
export function s3Tactic(name: string): S3Tactic {
  if (S3_TAKES.test(name)) return 'Exfiltration';
  return /^(List|Head|Get)/.test(name) ? 'Discovery' : 'Impact';
}
