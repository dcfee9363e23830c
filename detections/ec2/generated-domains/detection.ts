import {
  defineDetection,
  dns,
  listedHit,
  looksGenerated,
  networkHit,
  type WindowRule,
} from '../../../src/detect/kit.ts';

const LISTED = 'Trojan:EC2/DGADomainRequest.C!DNS';
const LOOKS = 'Trojan:EC2/DGADomainRequest.B';
const SEVERITY = 8;

/**
 * AWS publishes no number. Malware goes through hundreds of names to find the one that its master
 * has registered; nearly all do not exist. Of names in use one in 80 to 700 looks generated: a
 * crawler that asks for a thousand an hour, of which a tenth is gone, comes to 30 of these hundred.
 */
export const NAMES: WindowRule = { minutes: 60, reach: 100 };
/** A name that does not exist weighs more: ten of those are enough. */
const WEIGHT_OF_MISSING = 10;

export default defineDetection({
  types: [LISTED, LOOKS],
  severity: SEVERITY,
  reads: [dns({ listed: true }), dns({ generated: true })],
  about: {
    title: 'An instance asks for generated domains',
    description:
      'An instance asked for a domain that malware is known to generate, or for many ' +
      'domains whose names look drawn by lot. Malware computes such names anew every day to ' +
      'find its master.',
    remediation:
      'Isolate the instance and look for the program that asked. Where a program of your ' +
      'own has such names, put its domains on a trusted entity list.',
    tactic: 'Command and Control',
    blindSpots: [
      'Names that malware makes of words or of syllables look like any other.',
      'Only the part that somebody registered is judged: subdomains of clouds are not.',
      'Names with fewer than ten characters, and names in other scripts, are not judged.',
      'A crawler that meets some thousands of domains in an hour may meet a hundred odd ones.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
    ],
  },
  observe(event, memory, lists) {
    const listed = listedHit(event, lists, {
      kind: 'generated-domain',
      type: LISTED,
      severity: SEVERITY,
      of: 'instance',
    });
    const domain = lists.registrableDomain(event.domain);
    if (listed !== undefined || !looksGenerated(domain)) return listed;
    const asker = event.instanceId || `${event.vpcId}/${event.sourceAddress}`;
    const weight = event.responseCode === 'NXDOMAIN' ? WEIGHT_OF_MISSING : 1;
    return memory.distinct(asker, NAMES, domain, weight).map(() =>
      networkHit(event, lists, {
        type: LOOKS,
        severity: SEVERITY,
        about: 'generated names',
        title: 'asked for domains whose names look generated',
        because: `The last was ${domain}; there were at least ten within an hour.`,
        additionalInfo: { domain },
      }),
    );
  },
});
