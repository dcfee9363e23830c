import type { PublishedEvent } from '../published-event.ts';
import { factsOf } from './finding-facts.ts';

/** A message that Slack, and what speaks its incoming webhooks, shows to people. */
export function toSlack(event: PublishedEvent): object {
  const facts = factsOf(event);
  if (!facts.isFinding) return { text: inert(`${facts.description}, Region ${facts.region}`) };
  const times = facts.count === 1 ? 'once' : `${facts.count} times`;
  const lines = [
    `*${facts.label}* (${facts.severity}) ${inert(facts.title)}`,
    `${inert(facts.type)} in account ${inert(facts.accountId)}, ${inert(facts.region)}, ${times}`,
    inert(facts.description),
    `Finding ${inert(facts.id)}, last updated ${inert(facts.updatedAt)}`,
  ];
  return { text: lines.join('\n') };
}

/** Without the three characters that Slack reads as markup: a finding quotes attackers. */
function inert(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
