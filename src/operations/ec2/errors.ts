import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

export const ec2Errors = {
  noRegions: (names: readonly string[]) =>
    invalidValue(`Invalid region names: ${names.join(', ')}`),
  noFilter: (name: string) => invalidValue(`The filter '${name}' is invalid`),
  dryRun: () =>
    new ServiceError(
      'DryRunOperation',
      412,
      'Request would have succeeded, but DryRun flag is set.',
    ),
} as const;

/** EC2 tells of the first thing that is wrong. */
export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const [first] = violations;
  return invalidValue(`Invalid value for ${first?.path.join('.')}: ${first?.constraint}`);
}

function invalidValue(message: string): ServiceError {
  return new ServiceError('InvalidParameterValue', 400, message);
}
