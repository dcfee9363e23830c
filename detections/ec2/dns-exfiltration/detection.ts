import {
  defineDetection,
  dns,
  namePayload,
  networkHit,
  type WindowRule,
} from '../../../src/detect/kit.ts';

/**
 * Bytes of information below one domain. AWS publishes no number; its tester carries some 50 kB out
 * in 914 names of 113 to 229 characters, and must be found at two fifths of that.
 * A scanner for viruses that asks by digests of 64 digits reaches half of it on a busy day.
 */
export const PAYLOAD: WindowRule = { minutes: 60, reach: 20_000 };
/** Digests in names have 32 or 40 characters; tunnels fill their names, with 100 and more. */
const NAME_CHARACTERS_MIN = 52;

/**
 * Nobody but AWS reads what is asked for here, and reverse names of IPv6 are long by themselves.
 */
const HARMLESS_ZONE =
  /(^|\.)(amazonaws\.com(\.cn)?|cloudfront\.net|amazonaws\.eu|arpa|internal|local)$/;

export default defineDetection({
  types: ['Trojan:EC2/DNSDataExfiltration'],
  severity: 8,
  reads: dns({ charactersMin: NAME_CHARACTERS_MIN }),
  about: {
    title: 'An instance carries data out in the names that it asks for',
    description:
      'An instance asked for so many different long names below one domain that they most ' +
      'likely carry data: whoever runs the domain reads them, and no firewall looks at ' +
      'them.',
    remediation:
      'Isolate the instance, block the domain in the DNS firewall, and find out what the ' +
      'program that asked could read.',
    tactic: 'Exfiltration',
    blindSpots: [
      'Less than 20 kB an hour below one domain is not seen, nor are names that are kept short.',
      'Virus scanners, lists of spam and telemetry that ask by long digests may look the same.',
      'Data that is carried in by answers is not counted.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
    ],
  },
  observe(event, memory, lists) {
    const payload = namePayload(event.domain, NAME_CHARACTERS_MIN, lists);
    if (payload === undefined || HARMLESS_ZONE.test(payload.zone)) return;
    const { zone, bytes } = payload;
    const asker = event.instanceId || `${event.vpcId}/${event.sourceAddress}`;
    return memory.distinct(`${asker}|${zone}`, PAYLOAD, event.domain, bytes).map(({ total }) =>
      networkHit(event, lists, {
        type: 'Trojan:EC2/DNSDataExfiltration',
        severity: 8,
        about: zone,
        title: `is carrying data out in queries for names below ${zone}`,
        because: `The names held at least ${total} bytes of information within an hour.`,
        additionalInfo: { zone, bytes: total },
      }),
    );
  },
});
