/**
 * How many accounts of an organisation may administer a service for it. GuardDuty and its kin have
 * one; `none` is a service that only has trusted access.
 */
export type Administrators = 'none' | 'one' | 'many';

/** Service principals that work with Organizations; user guide, table of integrated services. */
const SERVICES: Readonly<Record<string, Administrators>> = {
  'access-analyzer.amazonaws.com': 'many',
  'account.amazonaws.com': 'many',
  'auditmanager.amazonaws.com': 'one',
  'aws-artifact-account-sync.amazonaws.com': 'none',
  'backup.amazonaws.com': 'many',
  'cloudtrail.amazonaws.com': 'many',
  'compute-optimizer.amazonaws.com': 'many',
  'config-multiaccountsetup.amazonaws.com': 'many',
  'config.amazonaws.com': 'many',
  'controltower.amazonaws.com': 'none',
  'cost-optimization-hub.bcm.amazonaws.com': 'many',
  'detective.amazonaws.com': 'one',
  'devops-guru.amazonaws.com': 'many',
  'ds.amazonaws.com': 'none',
  'fms.amazonaws.com': 'many',
  'guardduty.amazonaws.com': 'one',
  'health.amazonaws.com': 'many',
  'iam.amazonaws.com': 'many',
  'inspector2.amazonaws.com': 'one',
  'ipam.amazonaws.com': 'many',
  'license-management.marketplace.amazonaws.com': 'none',
  'license-manager-linux-subscriptions.amazonaws.com': 'many',
  'license-manager.amazonaws.com': 'many',
  'license-manager.member-account.amazonaws.com': 'none',
  'macie.amazonaws.com': 'one',
  'malware-protection.guardduty.amazonaws.com': 'none',
  'member.org.stacksets.cloudformation.amazonaws.com': 'many',
  'mgn.amazonaws.com': 'many',
  'networkmanager.amazonaws.com': 'many',
  'notifications.amazonaws.com': 'many',
  'ram.amazonaws.com': 'none',
  'reachabilityanalyzer.networkinsights.amazonaws.com': 'many',
  'reporting.trustedadvisor.amazonaws.com': 'many',
  'resource-explorer-2.amazonaws.com': 'many',
  'securityhub.amazonaws.com': 'one',
  'securitylake.amazonaws.com': 'one',
  'servicecatalog.amazonaws.com': 'many',
  'servicequotas.amazonaws.com': 'none',
  'sso.amazonaws.com': 'many',
  'ssm.amazonaws.com': 'many',
  'stacksets.cloudformation.amazonaws.com': 'many',
  'storage-lens.s3.amazonaws.com': 'many',
  'tagpolicies.tag.amazonaws.com': 'none',
  'wellarchitected.amazonaws.com': 'none',
};

/** Undefined for a principal that Organizations does not know. */
export function administratorsOf(servicePrincipal: string): Administrators | undefined {
  return Object.hasOwn(SERVICES, servicePrincipal) ? SERVICES[servicePrincipal] : undefined;
}
