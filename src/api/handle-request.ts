import type { IncomingMessage } from 'node:http';
import type { Clock } from '../lib/clock.ts';
import { ServiceError } from '../lib/service-error.ts';
import type { Violation } from '../lib/violation.ts';
import { CALL_BODY_BYTES_MAX } from '../limits.ts';
import type { AnyOperation, Unimplemented } from '../operations/context.ts';
import type { HttpAnswer, RequestHead } from './http.ts';
import { MalformedInput } from './malformed-input.ts';
import type { Protocol, RecognisedCall, RoutedCall, WireError } from './protocols/protocol.ts';
import { type BodyBudget, type BodyLease, ClientGone, receiveBody } from './receive-body.ts';
import { Refusal } from './refusal.ts';
import type { ServedCall } from './served-call.ts';
import { readSignature, type Signature } from './sigv4/read-signature.ts';
import type { SigningKeys } from './sigv4/signing-keys.ts';
import {
  checkScope,
  findKey,
  type Key,
  type KeySource,
  type Principal,
  verifySignature,
} from './sigv4/verify-signature.ts';
import { validate } from './validate.ts';
import { Violations } from './violations.ts';
import type { ResolvedOperation } from './wire/resolve-service.ts';

/** One service as the request path needs it. */
export interface ServedService {
  readonly name: string;
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, AnyOperation | Unimplemented>>;
  /** How the service words a refusal of an input. `operation` is empty where none was named. */
  invalidInput(violations: readonly Violation[], operation: string): ServiceError;
}

/** A call as authorisation sees it. */
export interface AuthorisedCall {
  readonly principal: Principal;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: object;
  /** The address that the connection comes from. */
  readonly sourceIp?: string | undefined;
}

/** A call that may be carried out. */
export interface DispatchedCall {
  readonly service: string;
  readonly operation: AnyOperation;
  readonly input: object;
  readonly principal: Principal;
  readonly region: string;
  readonly requestId: string;
}

export interface Api {
  /** The first one answers what no service recognises. */
  readonly services: readonly [ServedService, ...ServedService[]];
  readonly keys: KeySource;
  readonly signingKeys: SigningKeys;
  readonly bodies: BodyBudget;
  readonly clock: Clock;
  isRegion(region: string): boolean;
  authorise(call: AuthorisedCall): Promise<void> | void;
  dispatch(call: DispatchedCall): Promise<object>;
  log(entry: object): void;
  readonly trail?: Trail | undefined;
}

/** Where the trail of calls is kept. */
export interface Trail {
  /** Must not throw. */
  served(call: ServedCall): void;
  /** A request was refused whose sender proved no identity, or that named no operation. */
  unattributed(): void;
}

/** What is known of a call so far, for whoever keeps the trail. */
interface Progress {
  /** Set once the signature is found to be the key's. */
  key?: Key;
  call?: RoutedCall;
  input?: object;
}

/**
 * The way of every call, bytes to bytes. Scope, time and key are looked at before the body is read,
 * so that nobody without a key makes us hold one. Throws `ClientGone` only.
 */
export async function handleRequest(
  api: Api,
  head: RequestHead,
  incoming: IncomingMessage,
  requestId: string,
): Promise<HttpAnswer> {
  const signature = readSignature(head);
  const { service, recognised } = identify(api.services, head, signature);
  const { protocol } = service;
  const lease = api.bodies.lease();
  const at = api.clock.now();
  const progress: Progress = {};
  const request = { head, incoming, signature, service, recognised, requestId, at };
  try {
    const { operation, output } = await carryOut(api, request, lease, progress);
    const answer = protocol.answer(operation, output, requestId);
    tell(api, request, progress, { output });
    return answer;
  } catch (error) {
    const refusal = refusalOf(error, service, progress.call?.operation.name ?? '', requestId, api);
    tell(api, request, progress, { error: refusal });
    return protocol.error(refusal, requestId);
  } finally {
    lease.release();
  }
}

interface RequestUnderWay {
  readonly head: RequestHead;
  readonly incoming: IncomingMessage;
  readonly signature: Signature | Refusal;
  readonly service: ServedService;
  readonly recognised: RecognisedCall | undefined;
  readonly requestId: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Throws what the caller is to read. `progress` says how far it came. */
async function carryOut(
  api: Api,
  { head, incoming, signature, service, recognised, requestId, at }: RequestUnderWay,
  lease: BodyLease,
  progress: Progress,
): Promise<{ operation: ResolvedOperation; output: object }> {
  if (signature instanceof Refusal) throw signature;
  checkScope(signature, service.name, api.isRegion, at);
  const key = await findKey(signature, api.keys, at);
  const bodyLimit = recognised?.bodyLimit ?? CALL_BODY_BYTES_MAX;
  const body = await receiveBody(incoming, head, bodyLimit, lease);
  verifySignature(head, body, signature, key, api.signingKeys);
  progress.key = key;
  const call = route(head, body, recognised);
  progress.call = call;
  const input = parseAndValidate(call, service, progress);
  const { principal } = key;
  const { region } = signature.scope;
  const called = call.operation.name;
  await api.authorise({
    principal,
    service: service.name,
    operation: called,
    region,
    input,
    // Few policies look at it, and a socket is slow to say it.
    get sourceIp() {
      return addressOf(incoming);
    },
  });
  const operation = operationOf(service, called);
  const dispatched = { service: service.name, operation, input, principal, region, requestId };
  return { operation: call.operation, output: await api.dispatch(dispatched) };
}

/** Whoever keeps the trail hears of every answer; of a caller that proved nothing, only that. */
function tell(
  api: Api,
  { head, incoming, signature, service, requestId, at }: RequestUnderWay,
  { key, call, input }: Progress,
  outcome: ServedCall['outcome'],
): void {
  if (key === undefined || call === undefined || signature instanceof Refusal) {
    api.trail?.unattributed();
    return;
  }
  api.trail?.served({
    principal: key.principal,
    credentialsMadeAt: key.createdAt,
    service: service.name,
    operation: call.operation,
    region: signature.scope.region,
    requestId,
    at,
    sourceIp: addressOf(incoming),
    userAgent: head.headers.get('user-agent'),
    input,
    outcome,
  });
}

/**
 * The scope names the service. Where that service does not know the request and another one does,
 * the caller meant the other: it hears in that one's protocol that its scope is wrong.
 */
function identify(
  services: Api['services'],
  head: RequestHead,
  signature: Signature | Refusal,
): { service: ServedService; recognised?: RecognisedCall } {
  const scope = signature instanceof Refusal ? undefined : signature.scope.service;
  const signedFor = services.find((service) => service.name === scope);
  const recognised = signedFor?.protocol.recognise(head);
  if (signedFor && recognised) return { service: signedFor, recognised };
  for (const service of services) {
    const meant = service.protocol.recognise(head);
    if (meant) return { service, recognised: meant };
  }
  return { service: signedFor ?? services[0] };
}

function route(
  { method, path }: RequestHead,
  body: Uint8Array,
  recognised: RecognisedCall | undefined,
): RoutedCall {
  if (recognised) return recognised.route(body);
  throw new Refusal('unknown-operation', `No operation ${method} ${path}`);
}

function parseAndValidate(
  call: RoutedCall,
  service: ServedService,
  progress: Progress,
): Record<string, unknown> {
  const violations = new Violations();
  const input = call.parse(violations);
  progress.input = input;
  // What could not be read would only be reported once more, as missing.
  if (violations.items.length === 0) validate(input, call.operation.input, violations);
  if (violations.items.length > 0) {
    throw service.invalidInput(violations.items, call.operation.name);
  }
  return input;
}

function operationOf(service: ServedService, name: string): AnyOperation {
  const operation = service.operations[name];
  if (operation === undefined) throw new Error(`${service.name} has no entry for ${name}`);
  if ('reason' in operation) throw new Refusal('not-implemented', operation.reason);
  return operation;
}

/** An IPv4 address that comes over an IPv6 socket is written as the IPv4 address that it is. */
export function addressOf({ socket }: IncomingMessage): string | undefined {
  return socket?.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '');
}

/** The one place where what was thrown becomes what the caller reads. */
function refusalOf(
  error: unknown,
  service: ServedService,
  operation: string,
  requestId: string,
  api: Api,
): WireError {
  const { protocol } = service;
  if (error instanceof ServiceError) return error;
  if (error instanceof Refusal) {
    const { message } = error;
    return { ...protocol.refusals[error.kind], message, fields: {} };
  }
  if (error instanceof MalformedInput) {
    const { where, message } = error;
    const violation = { path: [], reason: 'malformed', in: where, constraint: message } as const;
    return service.invalidInput([violation], operation);
  }
  if (error instanceof ClientGone) throw error;
  api.log({ level: 'error', message: 'a call failed', requestId, operation, err: error });
  return { ...protocol.refusals.internal, message: 'Internal server error.', fields: {} };
}
