import { newAdministration, refuseAdministration } from '../../../domain/administration.ts';
import { newDetector, updateDetectorSettings } from '../../../domain/detector.ts';
import { hexId } from '../../../lib/ids.ts';
import type { OperationContext } from '../../context.ts';
import { saveDetector } from '../detectors/save-detector.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { managedOrganization } from './own-administration.ts';

const SERVICE_PRINCIPAL = 'guardduty.amazonaws.com';

/**
 * Makes an account the delegated administrator in this Region, with a detector that is on. Members
 * that it has already and that are in the organisation become members via the organisation.
 */
export const enableOrganizationAdminAccount = operation(
  'EnableOrganizationAdminAccount',
  async (input, context) => {
    const { organization } = await managedOrganization(context);
    const { organizationId } = organization;
    const { store, region, clock } = context;
    const administratorId = input.AdminAccountId;
    const account = await store.accounts.get(administratorId);
    const association = await store.members.associationOf(administratorId, region);
    const refusal = refuseAdministration({
      inOrganization: account?.organizationId === organizationId && account.status === 'ACTIVE',
      accountId: administratorId,
      region,
      existing: await store.administrations.listOfOrganization(organizationId),
      isMember: association !== undefined,
    });
    if (refusal !== undefined) throw guardDutyError(refusal);
    if (administratorId === organization.managementAccountId) {
      const text = 'the management account administers GuardDuty itself; AWS advises against it';
      context.services.warn(text, { accountId: administratorId, region });
    } else {
      await register(context, organizationId, administratorId);
    }
    const now = clock.now();
    await enableDetector(context, administratorId);
    await store.administrations.put(
      newAdministration({ organizationId, region, administratorId }, now),
    );
    await store.members.joinOrganization(administratorId, region, organizationId, now);
    return {};
  },
);

async function enableDetector(context: OperationContext, accountId: string): Promise<void> {
  const { store, region, clock } = context;
  const now = clock.now();
  const settings = { enabled: true, features: [] };
  const existing = await store.detectors.get(accountId, region);
  const identity = { detectorId: hexId(), accountId, region, tags: {} };
  const detector =
    existing === undefined
      ? newDetector(identity, settings, undefined, now)
      : updateDetectorSettings(existing, settings, now);
  await saveDetector(store, detector, now);
}

/** Organizations is told, as AWS does: trusted access, and one administrator of this service. */
async function register(
  { store, clock }: OperationContext,
  organizationId: string,
  accountId: string,
): Promise<void> {
  const { organizations } = store;
  const at = { servicePrincipal: SERVICE_PRINCIPAL, enabledAt: clock.now() };
  const access = await organizations.serviceAccess(organizationId);
  if (!access.some((one) => one.servicePrincipal === SERVICE_PRINCIPAL)) {
    await organizations.putServiceAccess({ organizationId, ...at });
  }
  const only = { servicePrincipal: SERVICE_PRINCIPAL };
  const registered = await organizations.delegations(organizationId, only);
  for (const former of registered) {
    if (former.accountId !== accountId) await organizations.deleteDelegation(former);
  }
  if (!registered.some((one) => one.accountId === accountId)) {
    await organizations.putDelegation({ organizationId, accountId, ...at });
  }
}
