import { type OperationTable, unimplemented } from '../define.ts';
import { describeAffectedEntities } from './describe-affected-entities.ts';
import { describeEventDetails } from './describe-event-details.ts';
import { describeEvents } from './describe-events.ts';
import type { HealthOperations } from './operation-types.ts';

const ORGANIZATION = "Only an account's own notices are served, no view of an organization.";
const COUNTS = 'Notices are listed, not counted: DescribeEvents has them all.';

/** The small part of AWS Health in which an account reads its own notices. */
export const healthTable: OperationTable<HealthOperations> = {
  DescribeAffectedAccountsForOrganization: unimplemented(
    'DescribeAffectedAccountsForOrganization',
    ORGANIZATION,
  ),
  DescribeAffectedEntities: describeAffectedEntities,
  DescribeAffectedEntitiesForOrganization: unimplemented(
    'DescribeAffectedEntitiesForOrganization',
    ORGANIZATION,
  ),
  DescribeEntityAggregates: unimplemented('DescribeEntityAggregates', COUNTS),
  DescribeEntityAggregatesForOrganization: unimplemented(
    'DescribeEntityAggregatesForOrganization',
    ORGANIZATION,
  ),
  DescribeEventAggregates: unimplemented('DescribeEventAggregates', COUNTS),
  DescribeEventDetails: describeEventDetails,
  DescribeEventDetailsForOrganization: unimplemented(
    'DescribeEventDetailsForOrganization',
    ORGANIZATION,
  ),
  DescribeEventTypes: unimplemented('DescribeEventTypes', COUNTS),
  DescribeEvents: describeEvents,
  DescribeEventsForOrganization: unimplemented('DescribeEventsForOrganization', ORGANIZATION),
  DescribeHealthServiceStatusForOrganization: unimplemented(
    'DescribeHealthServiceStatusForOrganization',
    ORGANIZATION,
  ),
  DisableHealthServiceAccessForOrganization: unimplemented(
    'DisableHealthServiceAccessForOrganization',
    ORGANIZATION,
  ),
  EnableHealthServiceAccessForOrganization: unimplemented(
    'EnableHealthServiceAccessForOrganization',
    ORGANIZATION,
  ),
};
