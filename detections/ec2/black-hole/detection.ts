import { defineDetection, dns, flow, listedHit } from '../../../src/detect/kit.ts';

const SEVERITY = 5;

export default defineDetection({
  types: ['Trojan:EC2/BlackholeTraffic', 'Trojan:EC2/BlackholeTraffic!DNS'],
  severity: SEVERITY,
  reads: [
    flow({ listed: true, outbound: true }),
    dns({ listed: true }),
    dns({ answerListed: true }),
  ],
  about: {
    title: 'An instance reached for a black hole',
    description:
      'An instance sent traffic to an address to which traffic of malware is led to vanish, ' +
      'or asked for a domain that leads to one. Somebody has taken over what the malware ' +
      'calls.',
    remediation:
      'Isolate the instance and look for the program that made the connection: it is most ' +
      'likely malware whose operator has been cut off.',
    tactic: 'Command and Control',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'Filters of advertising answer with addresses of their own, which lists may take for one.',
    ],
  },
  observe(event, _memory, lists) {
    return listedHit(event, lists, {
      kind: 'black-hole',
      type:
        event.kind === 'flow' ? 'Trojan:EC2/BlackholeTraffic' : 'Trojan:EC2/BlackholeTraffic!DNS',
      severity: SEVERITY,
      of: 'instance',
    });
  },
});
