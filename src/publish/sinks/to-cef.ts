import type { PublishedEvent } from '../published-event.ts';
import { factsOf } from './finding-facts.ts';

/** Facility 13 (log audit), RFC 5424 section 6.2.1, with the severities that fit. */
const PRIORITIES = { LOW: 109, MEDIUM: 108, HIGH: 107, CRITICAL: 106 } as const;

/** A syslog message (RFC 5424) whose text is ArcSight's Common Event Format. */
export function toCef(event: PublishedEvent): string {
  const facts = factsOf(event);
  const head = ['CEF:0', 'Vedette', 'Vedette', '1', facts.type, facts.title]
    .map((part, index) => (index === 0 ? part : inHead(part)))
    .join('|');
  const extension = Object.entries({
    externalId: facts.id,
    rt: facts.updatedAt,
    cnt: String(facts.count),
    cs1Label: 'account',
    cs1: facts.accountId,
    cs2Label: 'region',
    cs2: facts.region,
    cs3Label: 'eventId',
    cs3: event.id,
    msg: facts.description,
  }).map(([key, value]) => `${key}=${inExtension(value)}`);
  const severity = Math.min(10, Math.max(0, Math.round(facts.severity)));
  const message = `${head}|${severity}|${extension.join(' ')}`;
  return `<${PRIORITIES[facts.label]}>1 ${event.time} vedette vedette - finding - ${message}`;
}

function inHead(text: string): string {
  return oneLine(text).replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}

function inExtension(text: string): string {
  return oneLine(text).replaceAll('\\', '\\\\').replaceAll('=', '\\=');
}

/** Line ends would let a finding's words begin another message. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
