import { query } from '../operation.ts';
import { ownDestination } from './own-destination.ts';

export const describePublishingDestination = query(
  'DescribePublishingDestination',
  async (input, context) => {
    const destination = await ownDestination(context, input);
    const { expectedBucketOwner } = destination;
    return {
      DestinationId: destination.destinationId,
      DestinationType: 'S3',
      Status: destination.status,
      PublishingFailureStartTimestamp: destination.failureStartedAt ?? 0,
      DestinationProperties: {
        DestinationArn: destination.destinationArn,
        KmsKeyArn: destination.kmsKeyArn,
        ...(expectedBucketOwner !== undefined && { ExpectedBucketOwner: expectedBucketOwner }),
      },
      Tags: { ...destination.tags },
    };
  },
);
