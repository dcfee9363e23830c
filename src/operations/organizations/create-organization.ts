import type { Organization } from '../../domain/account.ts';
import { randomText } from '../../lib/ids.ts';
import { organizationShape } from './account-shape.ts';
import { organizationsErrors } from './errors.ts';
import { ID_ALPHABET } from './id-alphabet.ts';
import { operation } from './operation.ts';

/** The caller becomes the management account. */
export const createOrganization = operation('CreateOrganization', async (input, context) => {
  const { store, clock, accountId, partition } = context;
  const account = await store.accounts.get(accountId);
  if (account === undefined) throw organizationsErrors.accessDenied();
  if (account.organizationId !== undefined) throw organizationsErrors.alreadyInOrganization();
  const now = clock.now();
  const organization: Organization = {
    organizationId: `o-${randomText(10, ID_ALPHABET)}`,
    rootId: `r-${randomText(4, ID_ALPHABET)}`,
    managementAccountId: accountId,
    featureSet: input.FeatureSet ?? 'ALL',
    createdAt: now,
  };
  const management = {
    ...account,
    organizationId: organization.organizationId,
    // AWS shows the management account as one that was invited.
    joinedMethod: 'INVITED',
    joinedAt: now,
  } as const;
  await store.organizations.put(organization);
  await store.accounts.put(management);
  return { Organization: organizationShape(organization, management, partition) };
});
