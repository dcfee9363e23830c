import { ServiceError } from '../../lib/service-error.ts';
import { Interrupted } from '../interrupted.ts';

/** Why a step failed, as events tell it. Throws again what only ends the server's work on it. */
export function reasonOf(error: unknown): string {
  if (error instanceof Interrupted) throw error;
  if (!(error instanceof ServiceError)) {
    return `Resource handler failed internally: ${error instanceof Error ? error.message : error}`;
  }
  return error.message;
}

/** What a handler's call was refused with. */
export function handlerError(error: unknown, operationId: string): unknown {
  if (!(error instanceof ServiceError) || error.code === 'ValidationError') return error;
  const { code, status, message } = error;
  const text =
    `Resource handler returned message: "${message} (Status Code: ${status})" (RequestToken: ` +
    `${operationId}, HandlerErrorCode: ${handlerCodeOf(code, message)})`;
  return new ServiceError(code, status, text);
}

function handlerCodeOf(code: string, message: string): string {
  if (/AccessDenied|not authorized/i.test(`${code} ${message}`)) return 'AccessDenied';
  if (/AlreadyExists|AlreadyOwned|already exists/i.test(`${code} ${message}`))
    return 'AlreadyExists';
  if (/NoSuch|NotFound/.test(code)) return 'NotFound';
  if (/Limit|Quota/.test(code)) return 'ServiceLimitExceeded';
  return 'InvalidRequest';
}
