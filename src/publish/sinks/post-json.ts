import { createHmac } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { DELIVERY_HTTP_SECONDS } from '../../limits.ts';
import { DeliveryError } from '../delivery-error.ts';

/** An address that takes JSON; its text may be a secret. */
export interface HttpTarget {
  readonly url: string;
  /** Signs what is sent. */
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The receiver says that it will never take this: another try would come to the same. */
const FINAL = new Set([400, 413, 415, 422]);

/**
 * One POST. `vedette-signature` is `v1=` and the HMAC-SHA256 (hex) of the timestamp, a dot and the
 * body, so that a receiver can tell who sent it and when. Redirections are not followed.
 */
export async function postJson(
  { url, secret, headers = {} }: HttpTarget,
  json: unknown,
  eventId: string,
  clock: Clock,
): Promise<void> {
  const body = JSON.stringify(json);
  const timestamp = String(Math.floor(clock.now() / 1000));
  const signature = secret === undefined ? undefined : signatureOf(secret, timestamp, body);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'vedette-event-id': eventId,
      'vedette-timestamp': timestamp,
      ...(signature !== undefined && { 'vedette-signature': `v1=${signature}` }),
    },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(DELIVERY_HTTP_SECONDS * 1000),
  });
  await response.body?.cancel();
  if (response.ok) return;
  throw new DeliveryError(`status ${response.status}`, FINAL.has(response.status));
}

export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
