import type { DetectionRuleSeverity } from '@aws-sdk/client-guardduty';

/**
 * A detection that GuardDuty offers and an account switches on. The rules, their severities,
 * tactics and techniques are GuardDuty's of September 2026; descriptions and conditions are
 * Vedette's own.
 */
export interface ManagedRule {
  readonly ruleId: string;
  readonly name: string;
  readonly severity: DetectionRuleSeverity;
  /** MITRE ATT&CK, as the wire spells it. */
  readonly tactic: string;
  readonly technique: string;
  /** In lower case, as the wire spells it. */
  readonly service: string;
  /** The finding type that matches of this rule become part of. */
  readonly findingType: string;
  readonly description: string;
  /** What the rule asks of a CloudTrail event: the condition of a `where` in SQL. */
  readonly expression: string;
}

/** A call that succeeded. */
export function succeeded(service: string, ...events: readonly string[]): string {
  const [only, ...more] = events;
  const list = events.map((event) => `'${event}'`).join(', ');
  const named = more.length === 0 ? `= '${only}'` : `IN (${list})`;
  return [
    `eventSource = '${service}.amazonaws.com'`,
    `AND eventName ${named}`,
    'AND errorCode IS NULL',
  ].join('\n');
}

/** As `succeeded`, with further conditions. */
export function where(call: string, ...conditions: readonly string[]): string {
  return [call, ...conditions.map((condition) => `AND ${condition}`)].join('\n');
}

export const TECHNIQUES = {
  accountManipulation: 'T1098 - Account Manipulation',
  additionalCredentials: 'T1098.001 - Account Manipulation: Additional Cloud Credentials',
  additionalRoles: 'T1098.003 - Account Manipulation: Additional Cloud Roles',
  bootScripts: 'T1037 - Boot or Logon Initialization Scripts',
  cloudAccounts: 'T1078.004 - Valid Accounts: Cloud Accounts',
  cloudHierarchy: 'T1666 - Modify Cloud Resource Hierarchy',
  cloudLog: 'T1685.002 - Disable or Modify Tools: Disable or Modify Cloud Log',
  dataDestruction: 'T1485 - Data Destruction',
  emailAccounts: 'T1586.002 - Compromise Accounts: Email Accounts',
  externalRemoteServices: 'T1133 - External Remote Services',
  interpreter: 'T1059 - Command and Scripting Interpreter',
  modifyAuthentication: 'T1556 - Modify Authentication Process',
  modifyTools: 'T1685 - Disable or Modify Tools',
  publicFacing: 'T1190 - Exploit Public-Facing Application',
  resourceHijacking: 'T1496 - Resource Hijacking',
  ssh: 'T1021.004 - Remote Services: SSH',
  transferToAccount: 'T1537 - Transfer Data to Cloud Account',
  unsecuredCredentials: 'T1552 - Unsecured Credentials',
} as const;
