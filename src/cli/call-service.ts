import { systemClock } from '../lib/clock.ts';
import { signRequest } from '../lib/sign-request.ts';
import { CLIENT_CALL_SECONDS } from '../limits.ts';
import type { Caller } from './client-options.ts';

export interface ServiceCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As signatures name it. */
  readonly service: string;
  readonly path: string;
  readonly query?: ReadonlyMap<string, string> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly text: string;
}

/** The server could not be reached, or did not end its answer: worth another try. */
export class UnreachableError extends Error {}

/** One signed call. Throws UnreachableError only; statuses are answers. */
export async function callService(caller: Caller, call: ServiceCall): Promise<ServiceAnswer> {
  const url = new URL(call.path, caller.endpoint);
  for (const [name, value] of call.query ?? []) url.searchParams.set(name, value);
  const { method, body } = call;
  const headers = signRequest({ method, url, headers: call.headers, body }, caller.credentials, {
    service: call.service,
    region: caller.region,
    now: systemClock.now(),
  });
  const { host: _, ...sent } = headers;
  try {
    const response = await fetch(url, {
      method,
      headers: sent,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
      signal: AbortSignal.timeout(CLIENT_CALL_SECONDS * 1000),
      redirect: 'error',
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new UnreachableError(`${caller.endpoint.origin} cannot be reached (${causeOf(error)}).`);
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error.name === 'TimeoutError') return `no answer in ${CLIENT_CALL_SECONDS} s`;
  const { cause } = error;
  if (cause instanceof Error) {
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  }
  return error.message;
}
