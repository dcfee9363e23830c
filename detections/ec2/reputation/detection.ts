import { defineDetection, dns, listedHit } from '../../../src/detect/kit.ts';

/** What the reputation says, the finding type for it, and GuardDuty's severity. */
const TIERS = [
  ['reputation-malicious', 'Impact:EC2/MaliciousDomainRequest.Reputation', 8],
  ['reputation-crypto-currency', 'Impact:EC2/BitcoinDomainRequest.Reputation', 8],
  ['reputation-abused', 'Impact:EC2/AbusedDomainRequest.Reputation', 5],
  ['reputation-suspicious', 'Impact:EC2/SuspiciousDomainRequest.Reputation', 2],
] as const;

export default defineDetection({
  types: TIERS.map(([, type]) => type),
  severity: 8,
  reads: dns({ listed: true }),
  about: {
    title: 'An instance asked for a domain of bad reputation',
    description:
      'An instance asked for a domain whose reputation is bad: tied to malicious campaigns ' +
      'or to cryptocurrencies, below a name that hands out subdomains to anybody and is ' +
      'abused for it, or too new and too rarely asked for to be trusted.',
    remediation:
      'Find the program that asked. Where the domain turns out to be harmless, put it on a ' +
      'trusted entity list or suppress the finding by a filter.',
    tactic: 'Impact',
    blindSpots: [
      'The reputation is that of the lists in force: nothing is scored here.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'Hosts that many share, such as content networks, may be listed for one of them.',
    ],
  },
  observe(event, _memory, lists) {
    return TIERS.flatMap(
      ([kind, type, severity]) =>
        listedHit(event, lists, { kind, type, severity, of: 'instance' }) ?? [],
    );
  },
});
