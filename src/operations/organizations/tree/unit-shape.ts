import type * as sdk from '@aws-sdk/client-organizations';
import type { Organization } from '../../../domain/account.ts';
import type { OrganizationalUnit } from '../../../domain/organization.ts';
import type { OperationContext } from '../../context.ts';
import { unitPath } from '../account-shape.ts';
import { rootArn, unitArn } from '../arns.ts';

export async function unitShape(
  unit: OrganizationalUnit,
  organization: Organization,
  { store, partition }: OperationContext,
): Promise<sdk.OrganizationalUnit> {
  return {
    Id: unit.unitId,
    Arn: unitArn({ organization, partition }, unit.unitId),
    Name: unit.name,
    Path: await unitPath(unit.unitId, organization, store),
  };
}

/** There is one root, and its policy types are those that are enabled on it. */
export function rootShape(
  organization: Organization,
  { partition }: Pick<OperationContext, 'partition'>,
): sdk.Root {
  const enabled: sdk.PolicyTypeSummary = { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' };
  return {
    Id: organization.rootId,
    Arn: rootArn({ organization, partition }),
    Name: 'Root',
    PolicyTypes: organization.scpEnabledAt === undefined ? [] : [enabled],
  };
}
