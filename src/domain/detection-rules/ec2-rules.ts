import { type ManagedRule, succeeded, TECHNIQUES, where } from './managed-rule.ts';

const exfiltration = {
  severity: 'HIGH',
  tactic: 'Exfiltration',
  technique: TECHNIQUES.transferToAccount,
  service: 'ec2',
  findingType: 'Exfiltration:EC2/TransferDataToCloudAccount',
} as const;

const defence = {
  tactic: 'Defense Impairment',
  service: 'ec2',
  findingType: 'DefenseImpairment:EC2/DisableOrModifyTools',
} as const;

/** An attribute that lists whom an image or a snapshot is shared with. */
const added = (permission: string): string =>
  `get_json_object(requestParameters, '$.${permission}.add.items') IS NOT NULL`;

export const ec2Rules: readonly ManagedRule[] = [
  {
    ...exfiltration,
    ruleId: 'ami-external-access',
    name: 'AMIExternalAccess',
    description: 'A machine image was shared with another account or with everybody.',
    expression: where(succeeded('ec2', 'ModifyImageAttribute'), added('launchPermission')),
  },
  {
    ...exfiltration,
    ruleId: 'ebs-snapshot-external-access',
    name: 'EBSSnapshotExternalAccess',
    description: 'A snapshot of a volume was shared with another account or with everybody.',
    expression: where(succeeded('ec2', 'ModifySnapshotAttribute'), added('createVolumePermission')),
  },
  {
    ruleId: 'ec2-instance-ssh-key-pushed',
    name: 'EC2InstanceSSHKeyPushed',
    severity: 'MEDIUM',
    tactic: 'Lateral Movement',
    technique: TECHNIQUES.ssh,
    service: 'ec2',
    findingType: 'LateralMovement:EC2/RemoteServices',
    description: 'A public SSH key was pushed to an instance, or to its serial console.',
    expression: succeeded(
      'ec2-instance-connect',
      'SendSSHPublicKey',
      'SendSerialConsoleSSHPublicKey',
    ),
  },
  {
    ruleId: 'ec2-password-data-retrieved',
    name: 'EC2PasswordDataRetrieved',
    severity: 'MEDIUM',
    tactic: 'Credential Access',
    technique: TECHNIQUES.unsecuredCredentials,
    service: 'ec2',
    findingType: 'CredentialAccess:EC2/UnsecuredCredentials',
    description: "The password of a Windows instance's administrator was read.",
    expression: succeeded('ec2', 'GetPasswordData'),
  },
  {
    ruleId: 'ec2-security-group-public-ssh',
    name: 'EC2SecurityGroupPublicSSH',
    severity: 'MEDIUM',
    tactic: 'Persistence',
    technique: TECHNIQUES.externalRemoteServices,
    service: 'ec2',
    findingType: 'Persistence:EC2/ExternalRemoteServices',
    description: 'A security group opened port 22 to every address.',
    expression: where(
      succeeded('ec2', 'AuthorizeSecurityGroupIngress'),
      "contains(json_collect_values(requestParameters, '$.ipPermissions.items', 'toPort'), '22')",
      'regexp_like(requestParameters, \'"(0\\.0\\.0\\.0|::)/0"\')',
    ),
  },
  {
    ...defence,
    ruleId: 'ec2-termination-protection-enabled',
    name: 'EC2TerminationProtectionEnabled',
    severity: 'LOW',
    technique: TECHNIQUES.modifyTools,
    description: 'An instance was protected from being terminated, as miners do with theirs.',
    expression: where(
      succeeded('ec2', 'ModifyInstanceAttribute'),
      "get_json_object(requestParameters, '$.disableApiTermination.value') = 'true'",
    ),
  },
  {
    ruleId: 'ec2-user-data-modified',
    name: 'EC2UserDataModified',
    severity: 'HIGH',
    tactic: 'Persistence',
    technique: TECHNIQUES.bootScripts,
    service: 'ec2',
    findingType: 'Persistence:EC2/BootOrLogonInitializationScripts',
    description: 'The script that an instance runs when it starts was changed.',
    expression: where(
      succeeded('ec2', 'ModifyInstanceAttribute'),
      "get_json_object(requestParameters, '$.userData') IS NOT NULL",
    ),
  },
  {
    ...defence,
    ruleId: 'vpc-flow-logs-deleted',
    name: 'VPCFlowLogsDeleted',
    severity: 'HIGH',
    technique: TECHNIQUES.cloudLog,
    description: 'Flow logs of a VPC were deleted.',
    expression: succeeded('ec2', 'DeleteFlowLogs'),
  },
];
