import type { Remark, Rule } from '../rule.ts';
import { isObject, listOf, memberOf, type Subject } from '../subject.ts';

function targetsOf({ document }: Subject) {
  return listOf(memberOf(document.value, 'Targets')).map((target, index) => ({
    id: String(memberOf(target, 'Id')),
    policies: listOf(memberOf(target, 'Policies')),
    path: ['Targets', index],
  }));
}

/** A policy in the file itself, or the name of AWS's own that allows all. */
function allows(policy: unknown): boolean {
  if (!isObject(policy)) return /FullAWSAccess$/.test(String(policy));
  return listOf(policy.Statement).some((one) => memberOf(one, 'Effect') === 'Allow');
}

const managementAccount: Rule = {
  id: 'B05',
  title: 'a policy on the management account',
  level: 'warning',
  reads: ['attachments'],
  fault: 'Service control policies never bind the management account: this one guards nothing.',
  remedy: 'Keep work out of the management account, and guard it by its own IAM policies.',
  check(subject) {
    const management = String(memberOf(subject.document.value, 'ManagementAccountId'));
    return targetsOf(subject)
      .filter(({ id }) => id === management)
      .map(({ path, id }) => ({ path, message: `${id} is the management account` }));
  },
};

const noAllow: Rule = {
  id: 'B06',
  title: 'a level that allows nothing',
  level: 'error',
  reads: ['attachments'],
  fault:
    'Root, every unit above an account and the account itself must each have a policy that ' +
    'allows. Below a level without one everything is denied.',
  remedy: 'Attach FullAWSAccess, or a policy with the Allow that is meant.',
  check(subject) {
    return targetsOf(subject)
      .filter(({ policies }) => !policies.some(allows))
      .map(({ path, id }) => ({ path, message: `no policy of ${id} allows anything` }));
  },
};

const autoDeployment = ({ document }: Subject) =>
  memberOf(document.value, 'AutoDeployment', 'Enabled') === true;

const isServiceManaged = ({ document }: Subject) =>
  memberOf(document.value, 'PermissionModel') === 'SERVICE_MANAGED';

const withoutManagement: Rule = {
  id: 'B17',
  title: 'the management account gets no stack',
  level: 'note',
  reads: ['stack-set'],
  fault:
    'A service-managed stack set leaves the management account out, whatever it is told: its ' +
    'GuardDuty stays as it was.',
  remedy: 'Deploy the template there as a plain stack.',
  check(subject) {
    if (!isServiceManaged(subject)) return [];
    const message = 'the management account is left out';
    return [{ path: ['PermissionModel'], message }];
  },
};

const lostOnLeaving: Rule = {
  id: 'B18',
  title: 'an account that leaves loses its detector',
  level: 'warning',
  reads: ['stack-set'],
  fault:
    'Without RetainStacksOnAccountRemoval a stack is deleted when its account is moved out of ' +
    'the unit: its detector goes with all findings.',
  remedy: 'Set RetainStacksOnAccountRemoval to true, or a DeletionPolicy of Retain.',
  check(subject) {
    const { document } = subject;
    const retained = memberOf(document.value, 'AutoDeployment', 'RetainStacksOnAccountRemoval');
    if (!autoDeployment(subject) || retained === true) return [];
    const message = 'stacks are deleted when an account leaves';
    return [{ path: ['AutoDeployment'], message }];
  },
};

const ignoredPreferences: Rule = {
  id: 'B19',
  title: 'preferences that auto-deployment does not heed',
  level: 'note',
  reads: ['stack-set'],
  fault:
    'OperationPreferences bind operations that somebody starts. Deployments to accounts that ' +
    'join go by none of them: neither their order nor what may fail.',
  remedy: 'Do not rely on them for accounts that join later.',
  check(subject) {
    const hasPreferences = memberOf(subject.document.value, 'OperationPreferences') !== undefined;
    const remark: Remark = {
      path: ['OperationPreferences'],
      message: 'they do not hold for accounts that join the unit later',
    };
    return autoDeployment(subject) && hasPreferences ? [remark] : [];
  },
};

export const organizationRules: readonly Rule[] = [
  managementAccount,
  noAllow,
  withoutManagement,
  lostOnLeaving,
  ignoredPreferences,
];
