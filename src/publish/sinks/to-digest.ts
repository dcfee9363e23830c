import { createHash } from 'node:crypto';
import type { Mail } from '../mailer.ts';
import type { PublishedEvent } from '../published-event.ts';
import { factsOf } from './finding-facts.ts';

/** One mail about everything that has gathered, the most severe first. */
export function toDigest(events: readonly PublishedEvent[], to: readonly string[]): Mail {
  const all = events.map(factsOf).sort((a, b) => b.severity - a.severity);
  const findings = all.filter((facts) => facts.isFinding).length;
  const others = all.length - findings;
  const lines = all.flatMap((facts) => [
    `${facts.label} (${facts.severity})  ${plain(facts.title)}`,
    `  ${facts.type}, account ${facts.accountId}, ${facts.region}, count ${facts.count}`,
    `  ${plain(facts.description)}`,
    `  ${facts.id}, ${facts.updatedAt}`,
    '',
  ]);
  const ids = events.map((event) => event.id).sort();
  const id = createHash('sha256').update(ids.join()).digest('hex').slice(0, 32);
  const highest = all[0]?.label.toLowerCase() ?? 'low';
  return {
    id: `digest-${id}`,
    to,
    subject: `Vedette: ${findings} findings, ${others} other events, up to ${highest}`,
    text: lines.join('\n'),
  };
}

function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
