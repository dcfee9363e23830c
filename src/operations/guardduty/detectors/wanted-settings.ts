import type {
  DataSourceConfigurations,
  DetectorFeatureConfiguration,
} from '@aws-sdk/client-guardduty';
import { type FeatureChange, parseFeatureChanges } from '../../../domain/detector-features.ts';
import { guardDutyError } from '../errors.ts';

/** The feature changes of a request, whichever of the two ways it names them. */
export function wantedFeatures(input: {
  readonly Features?: DetectorFeatureConfiguration[] | undefined;
  readonly DataSources?: DataSourceConfigurations | undefined;
}): FeatureChange[] {
  if (input.Features !== undefined && input.DataSources !== undefined) {
    throw guardDutyError('bothFeatureForms');
  }
  const changes = parseFeatureChanges(input.Features, input.DataSources);
  if (changes === undefined) throw guardDutyError('invalidInput');
  return changes;
}
