import { ServiceError } from '../../lib/service-error.ts';

/** CloudFormation refuses templates, parameters and states alike with this code. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', 400, message);
}

export function formatError(message: string): ServiceError {
  return invalid(`Template format error: ${message}`);
}

export function templateError(message: string): ServiceError {
  return invalid(`Template error: ${message}`);
}
