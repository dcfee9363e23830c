import { defineDetection, dns, flow, listedHit } from '../../../src/detect/kit.ts';

const SEVERITY = 5;

export default defineDetection({
  types: ['Trojan:EC2/DropPoint', 'Trojan:EC2/DropPoint!DNS'],
  severity: SEVERITY,
  reads: [flow({ listed: true, outbound: true }), dns({ listed: true })],
  about: {
    title: 'An instance reached for a place where stolen data is kept',
    description:
      'An instance sent traffic to an address, or asked for a domain, to which malware is ' +
      'known to bring credentials and other data that it has stolen.',
    remediation:
      'Isolate the instance, find out what it sent (the bytes of its flow logs tell how ' +
      'much), and change what was on it.',
    tactic: 'Exfiltration',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'Hosts that many share, such as content networks, may be listed for one of them.',
    ],
  },
  observe(event, _memory, lists) {
    return listedHit(event, lists, {
      kind: 'drop-point',
      type: event.kind === 'flow' ? 'Trojan:EC2/DropPoint' : 'Trojan:EC2/DropPoint!DNS',
      severity: SEVERITY,
      of: 'instance',
    });
  },
});
