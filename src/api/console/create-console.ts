import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Principal } from '../../domain/principal.ts';
import { uuid } from '../../lib/ids.ts';
import { ServiceError } from '../../lib/service-error.ts';
import { CONSOLE_CREDENTIAL_SECONDS, CONSOLE_SESSION_HOURS } from '../../limits.ts';
import { assumeRole } from '../../operations/sts/assume-role.ts';
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
import { ConsoleSessions } from './console-sessions.ts';
import { writeCookie } from './cookie.ts';
import { createOpenIdEndpoints } from './open-id/open-id-endpoints.ts';
import type { OpenIdSettings } from './open-id/open-id-settings.ts';
import {
  createSessionEndpoints,
  type IssuedCredentials,
  type SessionParts,
} from './session-endpoints.ts';
import { answerStatic, readStaticFiles } from './static-files.ts';

export interface ConsoleOptions extends Omit<SessionParts, FromOptions> {
  /** Where the built console lies. */
  readonly directory: string;
  authorise(call: AuthorisedCall): Promise<void> | void;
  dispatch(call: DispatchedCall): Promise<object>;
  readonly trail?: Trail;
  /** The identity provider, where people sign in by one. */
  readonly openId?: OpenIdSettings | undefined;
  /** Whose root gives people their roles. */
  readonly managementAccountId: string;
  /** Tells the operator of what fails. */
  warn(text: string): void;
}

type FromOptions = 'getSessionToken' | 'assumeRole' | 'providerName' | 'isRoleGiven';

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
  const sessionParts = sessionPartsOf(options);
  const sessionEndpoint = createSessionEndpoints(sessionParts);
  const openIdEndpoint = openIdEndpointOf(options, sessionParts);

  async function answer(head: RequestHead, request: IncomingMessage) {
    if (head.path === '/console' || head.path === '/') {
      return { status: 302, headers: { Location: '/console/' }, body: '' };
    }
    const found = (await sessionEndpoint(head, request)) ?? (await openIdEndpoint?.(head, request));
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

/** Of what `GetSessionToken` and `AssumeRole` answer, what is needed here. */
interface Issued {
  readonly Credentials?: IssuedCredentials;
  readonly AssumedRoleUser?: { readonly AssumedRoleId?: string };
}

function sessionPartsOf(options: ConsoleOptions): SessionParts {
  const { openId } = options;
  return {
    ...options,
    providerName: openId?.name,
    isRoleGiven: (arn) => openId?.roles.some(({ role }) => role === arn) === true,
    getSessionToken: async (principal, DurationSeconds, browser) => {
      const asked = { operation: getSessionToken, principal, input: { DurationSeconds } };
      return ((await issue(options, asked, browser)) as Issued).Credentials ?? {};
    },
    assumeRole: async ({ roleArn, sessionName }, DurationSeconds, browser) => {
      const accountId = options.managementAccountId;
      const rootKeys = await options.store.credentials.rootKeys(accountId);
      const accessKeyId = rootKeys.find(({ inactive }) => !inactive)?.accessKeyId ?? '';
      const principal: Principal = { kind: 'root', accountId, accessKeyId };
      const input = { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds };
      const asked = { operation: assumeRole, principal, input };
      const answer = (await issue(options, asked, browser)) as Issued;
      const roleId = answer.AssumedRoleUser?.AssumedRoleId?.split(':')[0] ?? '';
      return { roleId, credentials: answer.Credentials ?? {} };
    },
  };
}

function openIdEndpointOf(options: ConsoleOptions, parts: SessionParts) {
  const { openId: settings, seal, clock, warn } = options;
  if (settings === undefined) return undefined;
  const sessions = new ConsoleSessions(options);
  return createOpenIdEndpoints({
    ...{ settings, seal, clock, warn },
    signInAs: async (who, isSecure, browser) => {
      const { roleId } = await parts.assumeRole(who, CONSOLE_CREDENTIAL_SECONDS, browser);
      const [, accountId = '', rolePath = '/', roleName = ''] = ROLE.exec(who.roleArn) ?? [];
      const ticket = await sessions.begin({
        ...{ kind: 'role-session', accountId, accessKeyId: '' },
        ...{ roleName, roleId, rolePath, sessionName: who.sessionName },
        originAccountId: options.managementAccountId,
      });
      return writeCookie(ticket, CONSOLE_SESSION_HOURS * 3600, isSecure);
    },
  });
}

/** Account, path and name of a role. */
const ROLE = /:(\d{12}):role(\/(?:.*\/)?)([^/]+)$/;

const sts = resolveService(wireServices.sts);

interface Asked {
  readonly operation: typeof getSessionToken | typeof assumeRole;
  readonly principal: Principal;
  readonly input: object;
}

/**
 * A public operation, by the same way as every call: so nobody gets more than by signing it, and
 * it is in the trail like every other.
 */
async function issue(
  { authorise, dispatch, trail, clock }: ConsoleOptions,
  { operation: asked, principal, input }: Asked,
  browser: IncomingMessage,
): Promise<object> {
  const call = { service: 'sts', principal, region: STS_REGION, input };
  const requestId = uuid();
  const operation = sts.operations.get(asked.name);
  const at = clock.now();
  const tell = (outcome: ServedCall['outcome']) => {
    if (operation === undefined) return;
    const { 'user-agent': userAgent } = browser.headers;
    const from = { sourceIp: addressOf(browser), userAgent, credentialsMadeAt: undefined };
    trail?.served({ ...call, ...from, operation, requestId, at, outcome });
  };
  try {
    await authorise({ ...call, operation: asked.name });
    const output = await dispatch({ ...call, operation: asked, requestId });
    tell({ output });
    return output;
  } catch (error) {
    if (error instanceof ServiceError) tell({ error });
    throw error;
  }
}

const sizeOf = (body: string | Buffer): number => Buffer.byteLength(body);
