import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../lib/clock.ts';
import { uuid } from '../lib/ids.ts';
import type { ServiceError } from '../lib/service-error.ts';
import type { Violation } from '../lib/violation.ts';
import type { AnyOperation, Unimplemented } from '../operations/context.ts';
import type { Console } from './console/create-console.ts';
import {
  type Api,
  type AuthorisedCall,
  type DispatchedCall,
  handleRequest,
  type ServedService,
  type Trail,
} from './handle-request.ts';
import { type HttpAnswer, headOf, type RequestHead } from './http.ts';
import { awsJson } from './protocols/aws-json.ts';
import { awsQuery } from './protocols/aws-query.ts';
import { ec2Query } from './protocols/ec2-query.ts';
import { restJson } from './protocols/rest-json.ts';
import { BodyBudget, ClientGone, discardRest } from './receive-body.ts';
import { SigningKeys } from './sigv4/signing-keys.ts';
import type { KeySource } from './sigv4/verify-signature.ts';
import { resolveService } from './wire/resolve-service.ts';
import type { WireService } from './wire/shapes.ts';

/** A service: its wire table, what its operations do and how it words a refusal of an input. */
export interface ServiceTable {
  readonly wire: WireService;
  readonly operations: Readonly<Record<string, AnyOperation | Unimplemented>>;
  /** `operation` is empty where the request named none. */
  invalidInput(violations: readonly Violation[], operation: string): ServiceError;
}

export interface ApiOptions {
  /** The first one answers requests that no service recognises. */
  readonly services: readonly ServiceTable[];
  readonly keys: KeySource;
  readonly clock: Clock;
  isRegion(region: string): boolean;
  /** Throws a `ServiceError` where the principal may not make this call. */
  authorise(call: AuthorisedCall): Promise<void> | void;
  dispatch(call: DispatchedCall): Promise<object>;
  readonly health: { ready(): boolean };
  readonly console?: Console;
  /** What answers requests of a kind of its own, streams and all; asked first, in this order. */
  readonly besides?: readonly Beside[];
  log(entry: object): void;
  /** Hears of every call that was answered. */
  readonly trail?: Trail;
}

/** A service that is no table of operations. */
export interface Beside {
  isFor(head: RequestHead): Promise<boolean>;
  handle(
    head: RequestHead,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void>;
}

const PROTOCOLS = { restJson1: restJson, awsJson1_1: awsJson, awsQuery, ec2Query } as const;

/**
 * The console shares this origin. Whatever a call answers, opened in a browser by a presigned
 * address, must not run there.
 */
const NEVER_A_PAGE = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
} as const;

/**
 * The listener that serves all tables on one port, `/healthz`, `/readyz` and the console besides.
 * Throws at a table whose operations and wire do not match.
 */
export function createApi(options: ApiOptions): RequestListener {
  const [first, ...others] = options.services.map(serve);
  if (!first) throw new Error('an API needs a service');
  const api: Api = {
    services: [first, ...others],
    keys: options.keys,
    signingKeys: new SigningKeys(),
    bodies: new BodyBudget(),
    clock: options.clock,
    isRegion: (region) => options.isRegion(region),
    authorise: (call) => options.authorise(call),
    dispatch: (call) => options.dispatch(call),
    log: (entry) => options.log(entry),
    trail: options.trail,
  };
  return (request, response) => {
    const path = request.url;
    if (path === '/healthz') return sendHealth(response, true);
    if (path === '/readyz') return sendHealth(response, options.health.ready());
    const answered = options.console?.isFor(request)
      ? options.console.respond(request, response)
      : respond(api, request, response, options.besides ?? []);
    answered.catch((error: unknown) => {
      if (!(error instanceof ClientGone)) {
        options.log({ level: 'error', message: 'a request could not be answered', err: error });
      }
      response.destroy();
    });
  };
}

function serve(table: ServiceTable): ServedService {
  const { wire, operations } = table;
  const service = resolveService(wire);
  const wanted = [...service.operations.keys()].filter((name) => !Object.hasOwn(operations, name));
  if (wanted.length > 0) throw new Error(`${wire.service} has no entry for ${wanted.join(', ')}`);
  return {
    name: wire.service,
    protocol: PROTOCOLS[wire.protocol](service),
    operations,
    invalidInput: (violations, operation) => table.invalidInput(violations, operation),
  };
}

async function respond(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  besides: readonly Beside[],
): Promise<void> {
  const requestId = uuid();
  const head = headOf(request);
  for (const beside of besides) {
    if (await beside.isFor(head)) return beside.handle(head, request, response, requestId);
  }
  const answer = await handleRequest(api, head, request, requestId);
  if (!request.complete) await discardRest(request);
  send(response, answer, request.complete);
}

function send(response: ServerResponse, answer: HttpAnswer, keepAlive: boolean): void {
  const { status, headers, body } = answer;
  response.writeHead(status, {
    ...headers,
    ...NEVER_A_PAGE,
    ...(status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    ...(keepAlive ? {} : { Connection: 'close' }),
  });
  response.end(body);
}

function sendHealth(response: ServerResponse, well: boolean): void {
  const body = well ? 'ok\n' : 'not ready\n';
  const headers = { 'Content-Type': 'text/plain' };
  send(response, { status: well ? 200 : 503, headers, body }, true);
}
