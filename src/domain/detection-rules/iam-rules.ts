import { type ManagedRule, succeeded, TECHNIQUES, where } from './managed-rule.ts';

const policyIs = (name: string): string =>
  `get_json_object(requestParameters, '$.policyArn') LIKE 'arn:%:iam::aws:policy/${name}'`;
const ADMIN_POLICY = policyIs('AdministratorAccess');
const SES_POLICY = policyIs('AmazonSESFullAccess');

const TRUST_POLICY = "get_json_object(requestParameters, '$.policyDocument')";

const persistence = {
  tactic: 'Persistence',
  service: 'iam',
  findingType: 'Persistence:IAM/AccountManipulation',
} as const;

const escalation = {
  tactic: 'Privilege Escalation',
  service: 'iam',
  findingType: 'PrivilegeEscalation:IAM/AccountManipulation',
} as const;

export const iamRules: readonly ManagedRule[] = [
  {
    ...escalation,
    ruleId: 'admin-policy-attached-to-role',
    name: 'AdminPolicyAttachedToRole',
    severity: 'HIGH',
    technique: TECHNIQUES.additionalCredentials,
    description: 'The managed policy with full administrative access was attached to a role.',
    expression: where(succeeded('iam', 'AttachRolePolicy'), ADMIN_POLICY),
  },
  {
    ...escalation,
    ruleId: 'admin-policy-attached-to-user',
    name: 'AdminPolicyAttachedToUser',
    severity: 'HIGH',
    technique: TECHNIQUES.additionalRoles,
    description: 'The managed policy with full administrative access was attached to a user.',
    expression: where(succeeded('iam', 'AttachUserPolicy'), ADMIN_POLICY),
  },
  {
    ...escalation,
    ruleId: 'bedrock-service-credential-created',
    name: 'BedrockServiceCredentialCreated',
    severity: 'MEDIUM',
    technique: TECHNIQUES.additionalCredentials,
    description: 'A user was given a service-specific credential, an API key, for Bedrock.',
    expression: where(
      succeeded('iam', 'CreateServiceSpecificCredential'),
      "get_json_object(requestParameters, '$.serviceName') = 'bedrock.amazonaws.com'",
    ),
  },
  {
    ...escalation,
    ruleId: 'ses-full-access-policy-attached-to-role',
    name: 'SESFullAccessPolicyAttachedToRole',
    severity: 'MEDIUM',
    technique: TECHNIQUES.additionalCredentials,
    description: 'The managed policy with full access to SES was attached to a role.',
    expression: where(succeeded('iam', 'AttachRolePolicy'), SES_POLICY),
  },
  {
    ...escalation,
    ruleId: 'ses-full-access-policy-attached-to-user',
    name: 'SESFullAccessPolicyAttachedToUser',
    severity: 'MEDIUM',
    technique: TECHNIQUES.additionalCredentials,
    description: 'The managed policy with full access to SES was attached to a user.',
    expression: where(succeeded('iam', 'AttachUserPolicy'), SES_POLICY),
  },
  {
    ...persistence,
    ruleId: 'iam-access-key-created',
    name: 'IAMAccessKeyCreated',
    severity: 'LOW',
    technique: TECHNIQUES.additionalCredentials,
    description: 'A user was given a new access key.',
    expression: succeeded('iam', 'CreateAccessKey'),
  },
  {
    ...persistence,
    ruleId: 'iam-role-trust-policy-modified',
    name: 'IAMRoleTrustPolicyModified',
    severity: 'MEDIUM',
    technique: TECHNIQUES.accountManipulation,
    description: 'A role was opened to everybody, to another account or to its own account.',
    expression: where(
      succeeded('iam', 'UpdateAssumeRolePolicy'),
      `(policy_has_public_principal(${TRUST_POLICY}, 'Allow') OR ` +
        `cardinality(get_aws_principal(${TRUST_POLICY}, 'Allow')) > 0)`,
    ),
  },
  {
    ...persistence,
    ruleId: 'iam-user-login-profile-created',
    name: 'IAMUserLoginProfileCreated',
    severity: 'HIGH',
    technique: TECHNIQUES.additionalCredentials,
    description: 'A user that had no console password was given one.',
    expression: succeeded('iam', 'CreateLoginProfile'),
  },
  {
    ...persistence,
    ruleId: 'iam-user-login-profile-updated',
    name: 'IAMUserLoginProfileUpdated',
    severity: 'MEDIUM',
    technique: TECHNIQUES.additionalCredentials,
    description: 'The console password of a user was set anew.',
    expression: succeeded('iam', 'UpdateLoginProfile'),
  },
  {
    ruleId: 'console-login-without-mfa',
    name: 'ConsoleLoginWithoutMFA',
    severity: 'MEDIUM',
    tactic: 'Initial Access',
    technique: TECHNIQUES.cloudAccounts,
    service: 'iam',
    findingType: 'InitialAccess:IAM/ValidAccounts',
    description: 'Somebody who is not federated signed in to the console without a second factor.',
    expression: [
      "eventSource = 'signin.amazonaws.com'",
      "AND eventName = 'ConsoleLogin'",
      "AND userIdentity.type IN ('IAMUser', 'Root')",
      "AND get_json_object(responseElements, '$.ConsoleLogin') = 'Success'",
      "AND get_json_object(additionalEventData, '$.MFAUsed') = 'No'",
    ].join('\n'),
  },
];
