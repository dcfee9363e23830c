import { systemClock } from '../lib/clock.ts';
import { signRequest } from '../lib/sign-request.ts';
import { CLIENT_CALL_SECONDS } from '../limits.ts';
import type { Caller } from './client-options.ts';

export type VedetteCall = VedettePost | VedetteGet;

export interface VedettePost {
  readonly method?: 'POST';
  readonly path: '/accounts' | '/records' | '/notices/read' | '/sinks/dead-letters';
  readonly query?: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  readonly contentType: string;
}

export interface VedetteGet {
  readonly method: 'GET';
  readonly path: '/notices' | '/sinks' | '/sinks/dead-letters';
  readonly query?: ReadonlyMap<string, string>;
}

/** What came back: the status, and the JSON object of the body (empty where there was none). */
export interface VedetteAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The server could not be reached, or did not end its answer: worth another try. */
export class UnreachableError extends Error {}

/** One signed call of the service `vedette`. Throws UnreachableError only; statuses are answers. */
export async function callVedette(caller: Caller, call: VedetteCall): Promise<VedetteAnswer> {
  const url = new URL(call.path, caller.endpoint);
  for (const [name, value] of call.query ?? []) url.searchParams.set(name, value);
  const { method = 'POST' } = call;
  const body = call.method === 'GET' ? undefined : new Uint8Array(call.body);
  const given: Record<string, string> =
    call.method === 'GET' ? {} : { 'content-type': call.contentType };
  const headers = signRequest(
    { method, url, headers: given, body: body ?? new Uint8Array() },
    caller.credentials,
    { service: 'vedette', region: caller.region, now: systemClock.now() },
  );
  const { host: _, ...sent } = headers;
  try {
    const response = await fetch(url, {
      method,
      headers: sent,
      ...(body && { body }),
      signal: AbortSignal.timeout(CLIENT_CALL_SECONDS * 1000),
      redirect: 'error',
    });
    return { status: response.status, body: objectOf(await response.text()) };
  } catch (error) {
    throw new UnreachableError(`${caller.endpoint.origin} cannot be reached (${causeOf(error)}).`);
  }
}

/** A member of an answer's body as text; clients of AWS write the same word in two cases. */
export function textOf(answer: VedetteAnswer, member: string): string {
  const value = answer.body[member];
  return typeof value === 'string' ? value : '';
}

export function refusalOf(answer: VedetteAnswer): string {
  const message = textOf(answer, 'message') || textOf(answer, 'Message') || 'no reason given';
  return `The server refused with status ${answer.status}: ${message}`;
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return { message: text.slice(0, 200).split('\n')[0] };
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
