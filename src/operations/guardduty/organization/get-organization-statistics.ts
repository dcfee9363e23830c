import type { OrganizationFeatureStatistics, OrgFeature } from '@aws-sdk/client-guardduty';
import type { Detector } from '../../../domain/detector.ts';
import { additionalOf } from '../../../domain/detector-features.ts';
import { ORGANIZATION_FEATURES } from '../../../domain/organization-features.ts';
import { dateOf } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';
import { query } from '../operation.ts';
import { ownAdministration } from './own-administration.ts';

type Settings = Pick<Detector, 'enabled' | 'features'>;

/**
 * Counted when it is asked for. Members are the associated accounts of the organisation and their
 * administrator; active ones are monitored. A feature counts where it is on in a detector that is.
 */
export const getOrganizationStatistics = query(
  'GetOrganizationStatistics',
  async (_input, context) => {
    const { organizationId } = await ownAdministration(context);
    const { store, clock } = context;
    const detectors = await detectorsOf(context);
    const enabled = detectors.filter((detector) => detector.enabled);
    return {
      OrganizationDetails: {
        UpdatedAt: dateOf(clock.now()),
        OrganizationStatistics: {
          TotalAccountsCount: await store.accounts.countOfOrganization(organizationId),
          MemberAccountsCount: detectors.length,
          ActiveAccountsCount: enabled.length,
          EnabledAccountsCount: enabled.length,
          CountByFeature: ORGANIZATION_FEATURES.map((name) => featureCount(name, enabled)),
        },
      },
    };
  },
);

async function detectorsOf({ store, accountId, region }: OperationContext): Promise<Settings[]> {
  const members = await store.members.organizationDetectors(accountId, region);
  const own = await store.detectors.get(accountId, region);
  return own === undefined ? members : [...members, own];
}

function featureCount(
  name: OrgFeature,
  detectors: readonly Settings[],
): OrganizationFeatureStatistics {
  const on = detectors.filter(({ features }) => features[name]?.status === 'ENABLED');
  const parts = additionalOf(name).map((part) => ({
    Name: part,
    EnabledAccountsCount: on.filter(
      ({ features }) => features[name]?.additional?.[part]?.status === 'ENABLED',
    ).length,
  }));
  return {
    Name: name,
    EnabledAccountsCount: on.length,
    ...(parts.length > 0 && { AdditionalConfiguration: parts }),
  };
}
