import { defineDetection, flow, listedHit } from '../../../src/detect/kit.ts';

/** What the address is listed as, the finding type for it, and GuardDuty's severity. */
const KINDS = [
  ['command-and-control', 'Backdoor:Lambda/C&CActivity.B', 8],
  ['crypto-currency', 'CryptoCurrency:Lambda/BitcoinTool.B', 8],
  ['black-hole', 'Trojan:Lambda/BlackholeTraffic', 5],
  ['drop-point', 'Trojan:Lambda/DropPoint', 5],
  ['custom', 'UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom', 5],
  ['tor-relay', 'UnauthorizedAccess:Lambda/TorClient', 8],
] as const;

export default defineDetection({
  types: KINDS.map(([, type]) => type),
  severity: 8,
  reads: flow({ listed: true, outbound: true }),
  about: {
    title: 'A Lambda function reached for a listed address',
    description:
      'A Lambda function sent traffic to an address that is known for command and control, ' +
      'for a cryptocurrency, as a black hole, as a drop point or as a node of Tor, or that ' +
      'is on a threat list of the account.',
    remediation:
      'Compare the code of the function and its dependencies with what was meant to be ' +
      'deployed, restore it, and take back the credentials of its role.',
    tactic: 'Command and Control',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'Which interface is of which function must be told by the inventory.',
      'Functions that are in no VPC have no flow log that their owner can read.',
    ],
  },
  observe(event, _memory, lists) {
    return KINDS.flatMap(
      ([kind, type, severity]) =>
        listedHit(event, lists, { kind, type, severity, of: 'function' }) ?? [],
    );
  },
});
