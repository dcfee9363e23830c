import { parseIso } from '../../lib/clock.ts';
import { type Outcome, unreadable } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { type JsonObject, listOf, objectOf, textOf } from './parsed-object.ts';

/** As names are compared: lower case, without the dot at its end. */
export function domainOf(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** One query of a Route 53 resolver query log. */
export function dnsOutcome(record: JsonObject, source: LogSource): Outcome {
  const time = parseIso(textOf(record.query_timestamp));
  if (time === undefined) return unreadable('no-time');
  const accountId = textOf(record.account_id) || (source.accountId ?? '');
  if (accountId === '') return unreadable('no-account');
  return {
    kind: 'dns',
    accountId,
    region: textOf(record.region) || (source.region ?? ''),
    id: '',
    time,
    vpcId: textOf(record.vpc_id),
    instanceId: textOf(objectOf(record.srcids)?.instance),
    sourceAddress: textOf(record.srcaddr),
    domain: domainOf(textOf(record.query_name)),
    queryType: textOf(record.query_type),
    responseCode: textOf(record.rcode),
    protocol: record.transport === 'TCP' ? 'TCP' : 'UDP',
    answers: listOf(record.answers).flatMap((answer) => {
      const data = textOf(objectOf(answer)?.Rdata);
      return data === '' ? [] : [data];
    }),
    blocked: record.firewall_rule_action === 'BLOCK',
  };
}
