import { exemptRolesOf, type Layout } from './layout.ts';
import { modulesOf } from './modules/modules.ts';
import { policy } from './statement.ts';

/** What makes, becomes or lends out a role that the guard spares. */
const ROLE_CHANGES = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
];

/** The service control policy of all modules. */
export function guardPolicy(layout: Layout) {
  const { partition, modules } = layout;
  const roles = exemptRolesOf(layout).map((name) => `arn:${partition}:iam::*:role/${name}`);
  const spared = { ArnNotLike: { 'aws:PrincipalArn': roles } };
  return policy(...modulesOf(modules).flatMap((one) => one.guard(layout, spared)), {
    Sid: 'KeepSparedRoles',
    Effect: 'Deny',
    Action: ROLE_CHANGES,
    Resource: roles,
    Condition: spared,
  });
}
