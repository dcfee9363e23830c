import type { Finding } from '@aws-sdk/client-guardduty';
import { SAMPLE_KEY } from '../../../findings/samples.ts';
import { createSuppression, type Suppression, suppressed } from '../../../findings/suppression.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';

/** Samples for the caller alone: of the named types, or of every type there is. */
export const createSampleFindings = operation('CreateSampleFindings', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const { services, accountId, region, clock } = context;
  const named = input.FindingTypes ?? [];
  const suppression = createSuppression(context.store);
  const types = new Set(named.length > 0 ? named : services.sampleTypes());
  for (const type of types) {
    const sample = services.sampleFinding(type, accountId, region, clock.now(), input.DetectorId);
    if (sample === undefined) throw guardDutyError('invalidFindingType');
    await putSample(context, type, sample, suppression);
  }
  return {};
});

async function putSample(
  context: OperationContext,
  type: string,
  sample: Finding,
  suppression: Suppression,
): Promise<void> {
  const { store, accountId, region } = context;
  const earlier = await store.findings.findByKey(accountId, region, type, SAMPLE_KEY, true);
  const finding = earlier === undefined ? sample : recur(earlier.finding, sample);
  const kept = await suppressed(finding, suppression);
  const isSuppressed = kept !== finding;
  const stored = { finding: kept, key: SAMPLE_KEY, sample: true, suppressed: isSuppressed };
  await store.findings.put(stored);
}

/**
 * The same type again is another occurrence: the finding keeps its identity, beginning and state,
 * and the latest occurrence decides the rest.
 */
function recur(earlier: Finding, sample: Finding): Finding {
  return {
    ...sample,
    Id: earlier.Id,
    Arn: earlier.Arn,
    CreatedAt: earlier.CreatedAt,
    Service: {
      ...sample.Service,
      Archived: earlier.Service?.Archived,
      UserFeedback: earlier.Service?.UserFeedback,
      EventFirstSeen: earlier.Service?.EventFirstSeen,
      Count: (earlier.Service?.Count ?? 0) + 1,
    },
  };
}
