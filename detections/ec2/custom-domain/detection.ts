import { defineDetection, dns, listedHit } from '../../../src/detect/kit.ts';

const TYPE = 'Impact:EC2/MaliciousDomainRequest.Custom';
const SEVERITY = 5;

export default defineDetection({
  types: [TYPE],
  severity: SEVERITY,
  reads: dns({ listed: true }),
  about: {
    title: 'An instance asked for a domain on a threat list of the account',
    description:
      'An instance asked for a domain that the account itself, or its administrator, has ' +
      'put on a threat entity list.',
    remediation:
      'Ask the owner of the list why the domain is on it. If the query is not wanted, ' +
      'isolate the instance and find the program that made it; otherwise trust the domain.',
    tactic: 'Impact',
    blindSpots: [
      'Only lists that are active are known, and only as they were when they were last read.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
    ],
  },
  observe(event, _memory, lists) {
    return listedHit(event, lists, {
      kind: 'custom',
      type: TYPE,
      severity: SEVERITY,
      of: 'instance',
    });
  },
});
