import { defineDetection, dns, listedHit } from '../../../src/detect/kit.ts';

const TYPE = 'Trojan:EC2/PhishingDomainRequest!DNS';
const SEVERITY = 8;

export default defineDetection({
  types: [TYPE],
  severity: SEVERITY,
  reads: dns({ listed: true }),
  about: {
    title: 'An instance asked for a phishing domain',
    description:
      'An instance asked for a domain that is known for phishing. Either somebody follows ' +
      'links on it, or it hosts or sends such pages itself.',
    remediation:
      'Find out who or what on the instance asked. Credentials that were typed in on such a ' +
      'page are to be changed.',
    tactic: 'Credential Access',
    blindSpots: [
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'Hosts that many share, such as content networks, may be listed for one of them.',
      'Mail filters ask for every domain in every mail that they check.',
    ],
  },
  observe(event, _memory, lists) {
    return listedHit(event, lists, {
      kind: 'phishing',
      type: TYPE,
      severity: SEVERITY,
      of: 'instance',
    });
  },
});
