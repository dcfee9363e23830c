import { type ManagedRule, succeeded, TECHNIQUES, where } from './managed-rule.ts';

/** Rules about databases and buckets. */
export const dataRules: readonly ManagedRule[] = [
  {
    ruleId: 'rds-iam-auth-disabled',
    name: 'RDSIAMAuthDisabled',
    severity: 'MEDIUM',
    tactic: 'Defense Impairment',
    technique: TECHNIQUES.modifyAuthentication,
    service: 'rds',
    findingType: 'DefenseImpairment:RDS/ModifyAuthenticationProcess',
    description: 'A database stopped accepting IAM identities.',
    expression: where(
      succeeded('rds', 'ModifyDBInstance', 'ModifyDBCluster'),
      "get_json_object(requestParameters, '$.enableIAMDatabaseAuthentication') = 'false'",
    ),
  },
  {
    ruleId: 'rds-master-password-reset',
    name: 'RDSMasterPasswordReset',
    severity: 'HIGH',
    tactic: 'Credential Access',
    technique: TECHNIQUES.modifyAuthentication,
    service: 'rds',
    findingType: 'CredentialAccess:RDS/ModifyAuthenticationProcess',
    description: "A database's first user was given a new password.",
    expression: where(
      succeeded('rds', 'ModifyDBInstance', 'ModifyDBCluster'),
      "get_json_object(requestParameters, '$.masterUserPassword') IS NOT NULL",
    ),
  },
  {
    ruleId: 'rds-publicly-accessible',
    name: 'RDSPubliclyAccessible',
    severity: 'HIGH',
    tactic: 'Initial Access',
    technique: TECHNIQUES.publicFacing,
    service: 'rds',
    findingType: 'InitialAccess:RDS/ExploitPublicFacingApplication',
    description: 'A database was made reachable from the internet.',
    expression: where(
      succeeded('rds', 'ModifyDBInstance', 'ModifyDBCluster'),
      "get_json_object(requestParameters, '$.publiclyAccessible') = 'true'",
    ),
  },
  {
    ruleId: 'rds-snapshot-publicly-shared',
    name: 'RDSSnapshotPubliclyShared',
    severity: 'HIGH',
    tactic: 'Exfiltration',
    technique: TECHNIQUES.transferToAccount,
    service: 'rds',
    findingType: 'Exfiltration:RDS/TransferDataToCloudAccount',
    description: 'A snapshot of a database was shared with everybody.',
    expression: where(
      succeeded('rds', 'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'),
      "get_json_object(requestParameters, '$.attributeName') = 'restore'",
      "get_json_object(requestParameters, '$.valuesToAdd') LIKE '%\"all\"%'",
    ),
  },
  {
    ruleId: 's3-bucket-policy-external-access',
    name: 'S3BucketPolicyExternalAccess',
    severity: 'HIGH',
    tactic: 'Exfiltration',
    technique: TECHNIQUES.transferToAccount,
    service: 's3',
    findingType: 'Exfiltration:S3/TransferDataToCloudAccount',
    description: "A bucket's policy let in everybody, or an account that does not own the bucket.",
    expression: where(
      succeeded('s3', 'PutBucketPolicy'),
      "(policy_has_public_principal(get_json_object(requestParameters, '$.bucketPolicy'), " +
        "'Allow')" +
        ' OR cardinality(array_remove(get_aws_principal(get_json_object(requestParameters, ' +
        "'$.bucketPolicy'), 'Allow'), recipientAccountId)) > 0)",
    ),
  },
  {
    ruleId: 's3-customer-provided-keys-enabled',
    name: 'S3CustomerProvidedKeysEnabled',
    severity: 'HIGH',
    tactic: 'Defense Impairment',
    technique: TECHNIQUES.modifyTools,
    service: 's3',
    findingType: 'DefenseImpairment:S3/DisableOrModifyTools',
    description: 'A bucket accepts keys of its users again, with which data is held to ransom.',
    expression: where(
      succeeded('s3', 'PutBucketEncryption'),
      'requestParameters LIKE \'%"BlockedEncryptionTypes"%\'',
      'requestParameters NOT LIKE \'%"SSE-C"%\'',
    ),
  },
  {
    ruleId: 's3-lifecycle-rapid-expiration',
    name: 'S3LifecycleRapidExpiration',
    severity: 'MEDIUM',
    tactic: 'Impact',
    technique: TECHNIQUES.dataDestruction,
    service: 's3',
    findingType: 'Impact:S3/DataDestruction',
    description: 'A lifecycle rule lets the objects of a bucket expire after one day.',
    expression: where(
      succeeded('s3', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration'),
      'regexp_like(requestParameters, \'"Expiration":\\{[^}]*"Days":"?1"?[,}]\')',
    ),
  },
];
