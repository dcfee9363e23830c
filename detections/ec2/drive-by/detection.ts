import { defineDetection, dns, listedHit } from '../../../src/detect/kit.ts';

const TYPE = 'Trojan:EC2/DriveBySourceTraffic!DNS';
const SEVERITY = 8;

export default defineDetection({
  types: [TYPE],
  severity: SEVERITY,
  reads: dns({ listed: true }),
  about: {
    title: 'An instance asked for a source of drive-by downloads',
    description:
      'An instance asked for a domain that is known to make browsers download and run ' +
      'malware by themselves.',
    remediation:
      'Isolate the instance, find out what was downloaded after the query, and replace the ' +
      'instance if anything was.',
    tactic: 'Initial Access',
    blindSpots: [
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'Hosts that many share, such as content networks, may be listed for one of them.',
      'Crawlers and link checkers ask for such domains without running anything.',
    ],
  },
  observe(event, _memory, lists) {
    return listedHit(event, lists, {
      kind: 'drive-by',
      type: TYPE,
      severity: SEVERITY,
      of: 'instance',
    });
  },
});
