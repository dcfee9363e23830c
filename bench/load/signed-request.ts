import { systemClock } from '../../src/lib/clock.ts';
import { type SigningCredentials, signRequest } from '../../src/lib/sign-request.ts';

export interface Call {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/**
 * The bytes of a call as the JavaScript SDK sends it; `invocation` is what differs between calls
 * that are otherwise the same.
 */
export function signedRequest(call: Call, key: SigningCredentials, invocation: number): string {
  const { method, path, port } = call;
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const given = {
    ...(body && { 'content-type': 'application/json' }),
    'amz-sdk-invocation-id': `00000000-0000-4000-8000-${String(invocation).padStart(12, '0')}`,
    'amz-sdk-request': 'attempt=1; max=3',
    'x-amz-user-agent':
      'aws-sdk-js/3.1169.0 ua/2.1 os/linux lang/js md/nodejs#20.20.2 api/guardduty',
  };
  const url = new URL(`http://127.0.0.1:${port}${path}`);
  const request = { method, url, headers: given, body: Buffer.from(body) };
  const scope = { service: 'guardduty', region: 'us-east-1', now: systemClock.now() };
  const headers = signRequest(request, key, scope);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body}`;
}
