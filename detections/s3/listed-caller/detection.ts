import {
  callerName,
  cloudTrail,
  defineDetection,
  isPublicRead,
  type ListedCaller,
  listedCallers,
  plainText,
  type S3Tactic,
  s3Hit,
  s3Tactic,
} from '../../../src/detect/kit.ts';

/** Listing through Tor harms less than the rest: GuardDuty's own severities. */
const SEVERITY = 8;
const SEVERITY_OF_DISCOVERY_BY_TOR = 5;

/** GuardDuty tells carrying away from changing only for addresses known to everybody. */
function purposeOf(tactic: S3Tactic, { kind }: ListedCaller): string {
  if (tactic === 'Discovery' || kind === 'malicious-caller') return tactic;
  return 'UnauthorizedAccess';
}

export default defineDetection({
  types: [
    'Discovery:S3/MaliciousIPCaller',
    'Discovery:S3/MaliciousIPCaller.Custom',
    'Discovery:S3/TorIPCaller',
    'Exfiltration:S3/MaliciousIPCaller',
    'Impact:S3/MaliciousIPCaller',
    'UnauthorizedAccess:S3/MaliciousIPCaller.Custom',
    'UnauthorizedAccess:S3/TorIPCaller',
  ],
  severity: SEVERITY,
  reads: cloudTrail({ source: 's3.amazonaws.com', listed: true }),
  about: {
    title: 'Objects of a bucket were accessed from an address on a threat list',
    description:
      'Objects were listed, read, written or deleted from an address that is known for attacks, ' +
      'from one on a threat list of the account, or through Tor.',
    remediation:
      'Ask whoever holds the credentials whether it was them. If not, disable the credentials ' +
      'and find out what was taken or changed; if nobody signed, close the bucket.',
    tactic: 'Exfiltration',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'Needs data events of S3 in the log, which trails do not write unless they are told to.',
      'Requests that were refused count as well, signed or not; reads of what everybody may read ' +
        'do not, as on GuardDuty.',
      'CopyObject counts as carrying away, although it also writes.',
    ],
  },
  observe(event, _memory, lists) {
    const bucket = event.dataBucket;
    if (!bucket || isPublicRead(event)) return;
    const tactic = s3Tactic(event.name);
    const api = plainText(event.name);
    const address = plainText(event.sourceAddress);
    return listedCallers(lists.addressThreats(event.sourceAddress)).map((caller) => {
      const purpose = purposeOf(tactic, caller);
      const isMild = purpose === 'Discovery' && caller.kind === 'tor-exit';
      return s3Hit(event, bucket, {
        type: `${purpose}:S3/${caller.suffix}`,
        severity: isMild ? SEVERITY_OF_DISCOVERY_BY_TOR : SEVERITY,
        title: `${api} was called on the S3 bucket ${plainText(bucket)} from ${caller.words}.`,
        description:
          `${callerName(event)} called ${api} on the bucket ${plainText(bucket)} in ` +
          `${event.region} from ${address}, ${caller.words}.`,
        listed: caller.lists,
      });
    });
  },
});
