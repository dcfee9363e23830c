import type { DestinationProperties } from '@aws-sdk/client-guardduty';
import {
  keyRegion,
  type PublishingDestination,
  parseBucketArn,
} from '../../../domain/publishing-destination.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';

export type WantedProperties = Pick<
  PublishingDestination,
  'destinationArn' | 'kmsKeyArn' | 'expectedBucketOwner'
>;

/**
 * What the caller gives, and for the rest what is there already. Bucket and key must be written as
 * ARNs of the partition of the call; whether they exist is looked at later.
 */
export function wantedProperties(
  context: OperationContext,
  given: DestinationProperties,
  existing?: PublishingDestination,
): WantedProperties {
  const destinationArn = given.DestinationArn ?? existing?.destinationArn;
  const kmsKeyArn = given.KmsKeyArn ?? existing?.kmsKeyArn;
  const expectedBucketOwner = given.ExpectedBucketOwner ?? existing?.expectedBucketOwner;
  if (destinationArn === undefined || kmsKeyArn === undefined) throw guardDutyError('invalidInput');
  if (parseBucketArn(destinationArn, context.partition) === undefined) {
    throw guardDutyError('destinationArnNotValid');
  }
  if (keyRegion(kmsKeyArn, context.partition) === undefined) {
    throw guardDutyError('kmsKeyArnNotValid');
  }
  if (expectedBucketOwner !== undefined && !/^\d{12}$/.test(expectedBucketOwner)) {
    throw guardDutyError('invalidInput');
  }
  return {
    destinationArn,
    kmsKeyArn,
    ...(expectedBucketOwner !== undefined && { expectedBucketOwner }),
  };
}
