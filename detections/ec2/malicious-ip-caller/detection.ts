import { defineDetection, flow, listedHit } from '../../../src/detect/kit.ts';

const TYPE = 'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom';
const SEVERITY = 5;

export default defineDetection({
  types: [TYPE],
  severity: SEVERITY,
  reads: flow({ listed: true, outbound: true }),
  about: {
    title: 'An instance reached for an address on a threat list of the account',
    description:
      'An instance sent traffic to an address that the account itself, or its ' +
      'administrator, has put on a threat list.',
    remediation:
      'Ask the owner of the list why the address is on it. If the traffic is not wanted, ' +
      'isolate the instance and find the program that made it; otherwise trust the address.',
    tactic: 'Command and Control',
    blindSpots: [
      'Only lists that are active are known, and only as they were when they were last read.',
      'Connections that the listed address opens do not count: anybody may knock.',
      'Behind a NAT gateway or a proxy of the account, the log of its interface shows it, too.',
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
