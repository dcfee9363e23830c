import { serviceRoleArn } from '../../../domain/detector.ts';
import { dataSourceResults, featureResults } from '../../../domain/detector-features.ts';
import { isoMillis } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { frequencyInForce } from './frequency-in-force.ts';

export const getDetector = query('GetDetector', async (input, context) => {
  const detector = await ownDetector(context, input.DetectorId);
  const { accountId, region, partition } = context;
  const association = await context.store.members.associationOf(accountId, region);
  return {
    CreatedAt: isoMillis(detector.createdAt),
    UpdatedAt: isoMillis(detector.updatedAt),
    FindingPublishingFrequency: await frequencyInForce(context, detector, association),
    ServiceRole: serviceRoleArn(accountId, partition),
    Status: detector.enabled ? ('ENABLED' as const) : ('DISABLED' as const),
    DataSources: dataSourceResults(detector.features),
    Features: featureResults(detector.features, detector.createdAt),
    Tags: { ...detector.tags },
  };
});
