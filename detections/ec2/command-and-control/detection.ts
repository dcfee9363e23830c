import { defineDetection, dns, flow, type Listed, listedHit } from '../../../src/detect/kit.ts';

const SEVERITY = 8;

/** As GuardDuty names the threat where a list ties the peer to the hole in Log4j. */
function log4j(listed: readonly Listed[]): Readonly<Record<string, string>> {
  const isRelated = listed.some(({ threats }) => threats.some((name) => /log4j/i.test(name)));
  return isRelated ? { threatName: 'Log4j Related' } : {};
}

export default defineDetection({
  types: ['Backdoor:EC2/C&CActivity.B', 'Backdoor:EC2/C&CActivity.B!DNS'],
  severity: SEVERITY,
  reads: [flow({ listed: true, outbound: true }), dns({ listed: true })],
  about: {
    title: 'An instance reached for a command and control server',
    description:
      'An instance sent traffic to an address, or asked for a domain, that is known to give ' +
      'orders to malware. Malware that has been installed reports so and waits for what to ' +
      'do next.',
    remediation:
      'Isolate the instance, keep its disk and memory for the investigation, and replace it ' +
      'from a clean image. Take back the credentials of its role.',
    tactic: 'Command and Control',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'Behind a NAT gateway or a proxy of the account, the log of its interface shows it, too.',
    ],
  },
  observe(event, _memory, lists) {
    return listedHit(event, lists, {
      kind: 'command-and-control',
      type: event.kind === 'flow' ? 'Backdoor:EC2/C&CActivity.B' : 'Backdoor:EC2/C&CActivity.B!DNS',
      severity: SEVERITY,
      of: 'instance',
      additionalInfo: log4j,
    });
  },
});
