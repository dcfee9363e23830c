import { newDetector } from '../../../domain/detector.ts';
import { addTags } from '../../../domain/tags.ts';
import { hexId } from '../../../lib/ids.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { offerToOrganization } from '../organization/follow-account.ts';
import { saveDetector } from './save-detector.ts';
import { wantedFeatures } from './wanted-settings.ts';

/** One per account and Region. The same call again, known by its token, answers the same. */
export const createDetector = operation('CreateDetector', async (input, context) => {
  const { store, accountId, region } = context;
  const tags = addTags({}, input.Tags ?? {}, TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw guardDutyError('invalidInput');
  const features = wantedFeatures(input);
  const clientToken = input.ClientToken || undefined;
  const existing = await store.detectors.get(accountId, region);
  if (existing !== undefined) {
    const isRetry = clientToken !== undefined && existing.clientToken === clientToken;
    if (!isRetry) throw guardDutyError('detectorExists');
    return { DetectorId: existing.detectorId };
  }
  const detector = newDetector(
    { detectorId: hexId(), accountId, region, tags },
    { enabled: input.Enable, publishingFrequency: input.FindingPublishingFrequency, features },
    clientToken,
    context.clock.now(),
  );
  await saveDetector(store, detector, context.clock.now());
  await offerToOrganization(context, accountId);
  return { DetectorId: detector.detectorId };
});
