import {
  organizationDataSourceResults,
  organizationFeatureResults,
} from '../../../domain/organization-features.ts';
import { MEMBERS_OF_ORGANIZATION_MAX } from '../../../limits.ts';
import { invalidParameter } from '../errors.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { ownAdministration } from './own-administration.ts';

/** All features fit into one page, so no token is valid. */
export const describeOrganizationConfiguration = query(
  'DescribeOrganizationConfiguration',
  async (input, context) => {
    await ownDetector(context, input.DetectorId);
    if (input.NextToken) throw invalidParameter('nextToken');
    const { autoEnable, features } = await ownAdministration(context);
    const { store, accountId, region } = context;
    const members = await store.members.countOfAdministrator(accountId, region);
    return {
      AutoEnable: autoEnable !== 'NONE',
      AutoEnableOrganizationMembers: autoEnable,
      MemberAccountLimitReached: members >= MEMBERS_OF_ORGANIZATION_MAX,
      DataSources: organizationDataSourceResults(features),
      Features: organizationFeatureResults(features),
    };
  },
);
