import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Principal } from '../../domain/principal.ts';
import { uuid } from '../../lib/ids.ts';
import { ServiceError } from '../../lib/service-error.ts';
import { getSessionToken } from '../../operations/sts/get-session-token.ts';
import {
  type AuthorisedCall,
  addressOf,
  type DispatchedCall,
  type Trail,
} from '../handle-request.ts';
import { headOf, type RequestHead } from '../http.ts';
import { discardRest } from '../receive-body.ts';
import type { ServedCall } from '../served-call.ts';
import { resolveService } from '../wire/resolve-service.ts';
import { wireServices } from '../wire/wire-services.ts';
import {
  createSessionEndpoints,
  type IssuedCredentials,
  type SessionParts,
} from './session-endpoints.ts';
import { answerStatic, readStaticFiles } from './static-files.ts';

export interface ConsoleOptions extends Omit<SessionParts, 'getSessionToken'> {
  /** Where the built console lies. */
  readonly directory: string;
  authorise(call: AuthorisedCall): Promise<void> | void;
  dispatch(call: DispatchedCall): Promise<object>;
  readonly trail?: Trail;
}

/** Answers the requests that are the console's. */
export interface Console {
  isFor(request: IncomingMessage): boolean;
  respond(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * Scripts and styles from here only, none inline; no frame around it; no referrer to anybody. React
 * and Cloudscape set styles through the object model, which such a policy lets pass.
 */
const SECURITY: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Credentials are good for every Region; this one decides the partition of ARNs in refusals. */
const STS_REGION = 'us-east-1';

const NOT_BUILT = 'The console was not built: run "npm run build" and start again.\n';

/** What lies below `/console`. The files are read at once. */
export function createConsole(options: ConsoleOptions): Console {
  const files = readStaticFiles(join(options.directory, '.'));
  const sessionEndpoint = createSessionEndpoints({
    ...options,
    getSessionToken: (principal, seconds, browser) =>
      sessionToken(options, principal, seconds, browser),
  });

  async function answer(head: RequestHead, request: IncomingMessage) {
    if (head.path === '/console' || head.path === '/') {
      return { status: 302, headers: { Location: '/console/' }, body: '' };
    }
    const found = await sessionEndpoint(head, request);
    if (found !== undefined) {
      const json = found.body === undefined ? {} : { 'Content-Type': 'application/json' };
      const headers = { 'Cache-Control': 'no-store', ...json, ...found.headers };
      return { ...found, headers, body: found.body ? JSON.stringify(found.body) : '' };
    }
    const text = { 'Content-Type': 'text/plain; charset=utf-8' };
    if (files === undefined) return { status: 404, headers: text, body: NOT_BUILT };
    const file = answerStatic(files, head);
    return file ?? { status: 404, headers: text, body: 'not found\n' };
  }

  return {
    /** A bucket may be called `console`: what is signed is for the API, but for a sign-in. */
    isFor({ url = '', method, headers }) {
      const path = url.split('?', 1)[0] ?? '';
      if (path === '/console/session') return true;
      if (headers.authorization !== undefined || url.includes('X-Amz-Algorithm=')) return false;
      if (path === '/') return method === 'GET' && headers.accept?.includes('text/html') === true;
      return path === '/console' || path.startsWith('/console/');
    },
    async respond(request, response) {
      const head = headOf(request);
      const { status, headers, body } = await answer(head, request);
      if (!request.complete) await discardRest(request);
      const length = status === 204 || status === 304 ? {} : { 'Content-Length': sizeOf(body) };
      const close = request.complete ? {} : { Connection: 'close' };
      response.writeHead(status, { ...SECURITY, ...headers, ...length, ...close });
      response.end(head.method === 'HEAD' ? undefined : body);
    },
  };
}

const sts = resolveService(wireServices.sts);

/**
 * The public operation, by the same way as every call: so nobody gets more than by signing it, and
 * it is in the trail like every other.
 */
async function sessionToken(
  { authorise, dispatch, trail, clock }: ConsoleOptions,
  principal: Principal,
  DurationSeconds: number,
  browser: IncomingMessage,
): Promise<IssuedCredentials> {
  const { name } = getSessionToken;
  const call = { service: 'sts', principal, region: STS_REGION, input: { DurationSeconds } };
  const requestId = uuid();
  const operation = sts.operations.get(name);
  const at = clock.now();
  const tell = (outcome: ServedCall['outcome']) => {
    if (operation === undefined) return;
    const { 'user-agent': userAgent } = browser.headers;
    const from = { sourceIp: addressOf(browser), userAgent, credentialsMadeAt: undefined };
    trail?.served({ ...call, ...from, operation, requestId, at, outcome });
  };
  try {
    await authorise({ ...call, operation: name });
    const output = await dispatch({ ...call, operation: getSessionToken, requestId });
    tell({ output });
    return (output as { Credentials: IssuedCredentials }).Credentials;
  } catch (error) {
    if (error instanceof ServiceError) tell({ error });
    throw error;
  }
}

const sizeOf = (body: string | Buffer): number => Buffer.byteLength(body);
