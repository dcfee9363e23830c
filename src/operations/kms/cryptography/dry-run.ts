import { ServiceError } from '../../../lib/service-error.ts';

/** What a call with DryRun ends with when it would have succeeded. */
export function dryRun(): ServiceError {
  return new ServiceError(
    'DryRunOperationException',
    412,
    'The request would have succeeded, but the DryRun parameter was set.',
  );
}
