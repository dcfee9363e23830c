/** What samples are made of: values of GuardDuty's own samples, or made like them. */
export const placeholders = {
  accessKeyId: 'GeneratedFindingAccessKeyId',
  principalId: 'GeneratedFindingPrincipalId',
  userName: 'GeneratedFindingUserName',
  bucketName: 'GeneratedFindingS3Bucket',
  instanceId: 'i-99999999',
  imageId: 'ami-99999999',
  threatListName: 'GeneratedFindingThreatListName',
  threatName: 'GeneratedFindingThreatName',
  domain: 'GeneratedFindingDomainName',
  userAgent: 'GeneratedFindingUserAgent',
  /** TEST-NET-2: nobody's address. */
  address: '198.51.100.0',
  privateAddress: '10.0.0.1',
  asn: '-1',
} as const;
