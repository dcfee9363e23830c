import { createHash } from 'node:crypto';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../lib/clock.ts';
import { ServiceError } from '../lib/service-error.ts';
import { type SigningCredentials, signRequest } from '../lib/sign-request.ts';
import type { Violation } from '../lib/violation.ts';
import { createApi, type ServiceTable } from './create-api.ts';
import type { AuthorisedCall, DispatchedCall } from './handle-request.ts';
import type { ServedCall } from './served-call.ts';
import type { Key } from './sigv4/verify-signature.ts';
import type { WireService } from './wire/shapes.ts';
import { wireServices } from './wire/wire-services.ts';

/** For the tests of this folder: the real tables over toy operations, on a port of their own. */
export interface ToyServer {
  readonly endpoint: string;
  /** Inputs as the operations were handed them, in order. */
  readonly inputs: object[];
  readonly log: object[];
  /** What the keeper of the trail heard, in order; `unattributed` for callers without proof. */
  readonly trail: (ServedCall | 'unattributed')[];
  readonly violations: Violation[];
  send(request: ToyRequest): Promise<ToyAnswer>;
  close(): Promise<void>;
}

export interface ToyRequest {
  readonly service?: string;
  readonly region?: string;
  readonly method?: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly credentials?: SigningCredentials | 'none';
  /** What is sent in place of, or besides, what was signed. */
  readonly sentPath?: string;
  readonly sentHeaders?: Readonly<Record<string, string>>;
}

export interface ToyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Undefined where the body is not JSON. */
  readonly json: Record<string, unknown> | undefined;
}

export type ToyOperations = Readonly<
  Record<string, (input: Record<string, unknown>, call: DispatchedCall) => object>
>;

export const ROOT = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
export const SESSION = {
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE//==',
};
export const ENDED = { ...SESSION, accessKeyId: 'ASIAENDED000EXAMPLE0' };

function keyOf(credentials: SigningCredentials, expiresAt?: number): Key {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    secret: secretAccessKey,
    ...(sessionToken
      ? { tokenSha256: createHash('sha256').update(sessionToken).digest('hex') }
      : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    principal: { kind: 'root', accountId: '111122223333', accessKeyId },
  };
}

const KEYS = new Map<string, Key>([
  [ROOT.accessKeyId, keyOf(ROOT)],
  [SESSION.accessKeyId, keyOf(SESSION, systemClock.now() + 3_600_000)],
  [ENDED.accessKeyId, keyOf(ENDED, 1)],
]);

export async function startToyServer(
  operations: ToyOperations,
  options: {
    authorise?: (call: AuthorisedCall) => void;
    ready?: () => boolean;
    clock?: Clock;
  } = {},
): Promise<ToyServer> {
  const inputs: object[] = [];
  const log: object[] = [];
  const trail: ToyServer['trail'] = [];
  const violations: Violation[] = [];
  const invalidInput = (found: readonly Violation[]) => {
    violations.push(...found);
    const words = found.map((violation) => `${violation.path.join('.')}: ${violation.constraint}`);
    return new ServiceError('BadRequestException', 400, words.join('; '));
  };
  const listener = createApi({
    services: Object.values(wireServices).map((wire) => tableOf(wire, operations, invalidInput)),
    keys: { find: (id) => KEYS.get(id) },
    clock: options.clock ?? systemClock,
    isRegion: (region) => ['us-east-1', 'cn-north-1'].includes(region),
    authorise: (call) => options.authorise?.(call),
    async dispatch(call) {
      inputs.push(call.input);
      return operations[call.operation.name]?.(call.input as Record<string, unknown>, call) ?? {};
    },
    health: { ready: options.ready ?? (() => true) },
    log: (entry) => log.push(entry),
    trail: {
      served: (call) => trail.push(call),
      unattributed: () => trail.push('unattributed'),
    },
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    inputs,
    log,
    trail,
    violations,
    send: (request) => sendSigned(endpoint, request),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function tableOf(
  wire: WireService,
  operations: ToyOperations,
  invalidInput: ServiceTable['invalidInput'],
): ServiceTable {
  const entries = Object.keys(wire.operations).map((name) => {
    if (!(name in operations)) return [name, { name, reason: `${name} is no toy.` }] as const;
    return [name, { name, writes: false, handle: async () => ({}) }] as const;
  });
  return { wire, operations: Object.fromEntries(entries), invalidInput };
}

async function sendSigned(endpoint: string, toy: ToyRequest): Promise<ToyAnswer> {
  const { service = 'guardduty', region = 'us-east-1', method = 'GET', credentials = ROOT } = toy;
  const url = new URL(endpoint + toy.path);
  const body = Buffer.from(toy.body ?? '');
  const given = { ...toy.headers };
  const signed =
    credentials === 'none'
      ? given
      : signRequest({ method, url, headers: given, body }, credentials, {
          ...{ service, region, now: systemClock.now() },
        });
  const chunked = toy.sentHeaders?.['transfer-encoding'] !== undefined;
  const length = chunked ? {} : { 'content-length': String(body.length) };
  const headers = { ...signed, ...length, ...toy.sentHeaders };
  return new Promise((resolve, reject) => {
    const path = toy.sentPath ?? toy.path;
    const outgoing = send(url, { method, path, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json = text.startsWith('{') ? JSON.parse(text) : undefined;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
