import { guardPolicy } from './guard.ts';
import type { Layout } from './layout.ts';
import { json } from './modules/module.ts';
import { modulesOf } from './modules/modules.ts';

export const STACK_SET_NAME = 'guardduty-baseline';
export const GUARD_NAME = 'guardduty-guard';

/** All files of a baseline, by their names. The same layout gives the same texts. */
export function render(layout: Layout): Readonly<Record<string, string>> {
  const files = modulesOf(layout.modules).map((one) => one.files(layout));
  return {
    'README.md': readMe(layout),
    ...Object.assign({}, ...files),
    'guard.scp.json': json(guardPolicy(layout)),
    'stack-set.json': json(stackSet()),
    'stack-instances.json': json(stackInstances(layout)),
  };
}

/** `aws cloudformation create-stack-set --cli-input-json`, with the template given besides. */
export function stackSet() {
  return {
    StackSetName: STACK_SET_NAME,
    PermissionModel: 'SERVICE_MANAGED' as const,
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
    ManagedExecution: { Active: true },
    // The function's role has a name, so that the guard can spare it.
    Capabilities: ['CAPABILITY_NAMED_IAM' as const],
  };
}

export function stackInstances({ unitIds, regions }: Layout) {
  return {
    StackSetName: STACK_SET_NAME,
    DeploymentTargets: { OrganizationalUnitIds: unitIds },
    Regions: regions,
  };
}

function readMe(layout: Layout): string {
  const { logArchiveAccountId, auditAccountId, storageRegion, unitIds, regions } = layout;
  return `# GuardDuty on every account

Units ${unitIds.join(', ')}; Regions ${regions.join(', ')}.

1. In ${logArchiveAccountId} (log archive), Region ${storageRegion}: deploy \`storage.yaml\`.
   It makes the key and the bucket, which let in every account of
   ${layout.organizationId}, also those to come.
2. In the management account, or in ${auditAccountId} (audit) as its delegated administrator:
   make the stack set of \`stack-set.json\` with \`detector.yaml\`, and its instances by
   \`stack-instances.json\`, with the outputs of step 1 as parameters. Where the type of the
   destination is not known, \`detector-by-function.yaml\` does the same.
3. The management account gets no stack from a stack set: deploy \`detector.yaml\` there.
4. Last, attach \`guard.scp.json\` to the units: it would be in the way of whoever sets up
   GuardDuty by other roles than the spared ones.

\`vedette baseline deploy\` does all of this; \`vedette baseline verify\` proves the guard.
`;
}
