import { defineDetection, dns, networkHit } from '../../../src/detect/kit.ts';

/** Where instances read their metadata, credentials among it. */
const METADATA_ADDRESS = '169.254.169.254';
/** The resolver's own name for it, which is asked for without harm. */
const OWN_NAME = /^instance-data\.([a-z0-9-]+\.)?(ec2|compute)\.internal$/;

export default defineDetection({
  types: ['UnauthorizedAccess:EC2/MetadataDNSRebind'],
  severity: 8,
  reads: dns({ answer: METADATA_ADDRESS }),
  about: {
    title: 'A domain led an instance to its own metadata',
    description:
      'The answer to a query of an instance was the address of its metadata. Who owns such ' +
      'a domain can make an application that fetches what it is told to fetch hand out the ' +
      'credentials of the instance.',
    remediation:
      'Require IMDSv2 on the instance, which such a request cannot speak. Find the ' +
      'application that fetched the address, and take back the credentials of the role.',
    tactic: 'Credential Access',
    blindSpots: [
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'An address of the metadata over IPv6, or a redirect to it over HTTP, is not seen.',
    ],
  },
  observe(event, _memory, lists) {
    if (OWN_NAME.test(event.domain)) return;
    return networkHit(event, lists, {
      type: 'UnauthorizedAccess:EC2/MetadataDNSRebind',
      severity: 8,
      about: event.domain,
      title: `asked for ${event.domain}, which leads to the metadata of the instance`,
      because: `The answer holds ${METADATA_ADDRESS}, from which credentials can be read.`,
      role: 'TARGET',
    });
  },
});
