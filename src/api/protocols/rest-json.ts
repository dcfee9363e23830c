import findMyWay from 'find-my-way';
import { uuid } from '../../lib/ids.ts';
import {
  CALL_BODY_BYTES_MAX,
  PATH_LABEL_CHARACTERS_MAX,
  RECORDS_BODY_BYTES_MAX,
} from '../../limits.ts';
import { readLeafText, readPairs } from '../codec/form.ts';
import { isObject, readStructure, writeStructure } from '../codec/json-shape.ts';
import { parseJson } from '../codec/parse-json.ts';
import type { RequestHead } from '../http.ts';
import { MalformedInput } from '../malformed-input.ts';
import type { Violations } from '../violations.ts';
import type {
  Member,
  ResolvedOperation,
  ResolvedService,
  Shape,
  StructureShape,
} from '../wire/resolve-service.ts';
import type { Protocol, WireError } from './protocol.ts';

/** An operation with its members sorted by where they travel. */
interface Route {
  readonly operation: ResolvedOperation;
  readonly labels: readonly Member[];
  readonly queries: readonly Member[];
  readonly headers: readonly Member[];
  readonly body: readonly Member[];
  readonly payload: Member | undefined;
  /** Files rather than a few texts. */
  readonly carriesBytes: boolean;
}

type Labels = Readonly<Record<string, string | undefined>>;

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What GuardDuty calls an error inside the body, where that differs from the error's shape. */
const INNER_TYPES: Readonly<Record<string, string>> = {
  BadRequestException: 'InvalidInputException',
  InternalServerErrorException: 'InternalException',
};

export function restJson(service: ResolvedService): Protocol {
  const router = routerOf(service);
  return {
    recognise(head) {
      const found = router.find(head.method as findMyWay.HTTPMethod, head.path);
      if (!found) return undefined;
      const route = found.store as Route;
      const { operation } = route;
      return {
        bodyLimit: route.carriesBytes ? RECORDS_BODY_BYTES_MAX : CALL_BODY_BYTES_MAX,
        route: (body) => ({
          operation,
          parse: (violations) => parse(head, body, route, found.params, violations),
        }),
      };
    },
    answer(operation, output, requestId) {
      const given = output as Readonly<Record<string, unknown>>;
      const outside = outsideBody(operation.output?.members ?? [], given);
      const status = outside.status ?? operation.http?.status ?? 200;
      const headers = { 'x-amzn-RequestId': requestId, ...outside.headers };
      if (status === 204) return { status, headers, body: '' };
      const body = outside.payload ?? JSON.stringify(bodyOf(operation.output, given));
      return { status, headers: { ...JSON_TYPE, ...headers }, body };
    },
    error: (error, requestId) => writeError(service, error, requestId),
    refusals: {
      'missing-token': { code: 'MissingAuthenticationTokenException', status: 403 },
      'incomplete-signature': { code: 'IncompleteSignatureException', status: 403 },
      'unknown-key': { code: 'UnrecognizedClientException', status: 403 },
      'bad-signature': { code: 'InvalidSignatureException', status: 403 },
      'expired-token': { code: 'ExpiredTokenException', status: 403 },
      'unknown-operation': { code: 'UnknownOperationException', status: 404 },
      'body-too-large': { code: 'RequestEntityTooLargeException', status: 413 },
      busy: { code: 'ServiceUnavailableException', status: 503 },
      'not-implemented': { code: 'NotImplementedException', status: 501 },
      internal: { code: 'InternalServerErrorException', status: 500 },
    },
  };
}

/** Routes over the path as sent: an escaped slash is part of a label and decoded after routing. */
function routerOf(service: ResolvedService): findMyWay.Instance<findMyWay.HTTPVersion.V1> {
  const router = findMyWay({ maxParamLength: PATH_LABEL_CHARACTERS_MAX });
  for (const operation of service.operations.values()) {
    const { http } = operation;
    if (!http) throw new Error(`${operation.name} has no HTTP binding`);
    const { members } = operation.input;
    const route: Route = {
      operation,
      labels: members.filter((member) => member.in === 'label'),
      queries: members.filter((member) => member.in === 'query'),
      headers: members.filter((member) => member.in === 'header'),
      body: members.filter((member) => member.in === 'body'),
      payload: members.find((member) => member.in === 'payload'),
      carriesBytes: members.some(({ shape }) => holdsBlob(shape)),
    };
    const path = http.uri.replace(/\{(\w+)\}/g, ':$1');
    const paths = service.wire.endsInSlash ? [path, `${path}/`] : [path];
    for (const one of paths) {
      router.on(http.method as findMyWay.HTTPMethod, one, () => undefined, route);
    }
  }
  return router;
}

/** Looked for in the input and one level below, where Lambda has its archives. */
function holdsBlob(shape: Shape): boolean {
  const members = shape.kind === 'structure' ? shape.members.map((member) => member.shape) : [];
  return [shape, ...members].some((one) => one.kind === 'leaf' && one.type === 'blob');
}

interface OutsideBody {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, in place of JSON made of members. */
  readonly payload?: string;
}

/** What of an answer travels in its status and headers, or is its body as it stands. */
function outsideBody(
  members: readonly Member[],
  output: Readonly<Record<string, unknown>>,
): OutsideBody {
  const outside: { status?: number; headers: Record<string, string>; payload?: string } = {
    headers: {},
  };
  for (const member of members) {
    const value = output[member.name];
    if (member.in === 'payload') {
      outside.payload = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '';
    }
    if (value === undefined || value === null) continue;
    if (member.in === 'status') outside.status = Number(value);
    if (member.in === 'header') outside.headers[member.wire] = String(value);
  }
  return outside;
}

function bodyOf(
  shape: StructureShape | undefined,
  output: Readonly<Record<string, unknown>>,
): object {
  if (shape === undefined) return {};
  const members = shape.members.filter((member) => member.in === 'body');
  return writeStructure(output, { ...shape, members });
}

function parse(
  { query, headers }: RequestHead,
  body: Uint8Array,
  route: Route,
  labels: Labels,
  violations: Violations,
): Record<string, unknown> {
  const input = route.body.length > 0 ? readBody(body, route, violations) : {};
  for (const member of route.labels) {
    // An empty label (`/detector//filter`) is none.
    const values = [labels[member.name] ?? ''].filter((label) => label !== '');
    violations.in = 'label';
    readTexts(member, values, input, violations);
  }
  if (route.queries.length > 0 && query !== '') {
    const pairs = readPairs(query, 'query');
    violations.in = 'query';
    for (const member of route.queries) {
      const values = pairs.filter(([name]) => name === member.wire).map(([, value]) => value);
      readTexts(member, values, input, violations);
    }
  }
  for (const member of route.headers) {
    const value = headers.get(member.wire.toLowerCase());
    violations.in = 'header';
    if (value !== undefined) readTexts(member, [value], input, violations);
  }
  if (route.payload && body.length > 0) input[route.payload.name] = body;
  for (const member of route.operation.input.members) {
    if (member.idempotencyToken) input[member.name] ??= uuid();
  }
  return input;
}

function readBody(body: Uint8Array, route: Route, violations: Violations): Record<string, unknown> {
  if (body.length === 0) return {};
  const json = parseJson(body);
  if (!isObject(json)) throw new MalformedInput('The body is not a JSON object', 'body');
  violations.in = 'body';
  return readStructure(json, route.body, violations);
}

/** A member that travels as text; given more than once only where it is a list. */
function readTexts(
  member: Member,
  values: readonly string[],
  input: Record<string, unknown>,
  violations: Violations,
): void {
  const [first, second] = values;
  if (first === undefined) return;
  const { shape, sensitive } = member;
  violations.path.push(member.wire);
  if (shape.kind === 'list' && shape.element.kind === 'leaf') {
    const { element } = shape;
    input[member.name] = values.map((text) => readLeafText(text, element, sensitive, violations));
  } else if (shape.kind !== 'leaf') {
    throw new Error(`${member.name} is neither a leaf nor a list of leaves`);
  } else if (second !== undefined) {
    violations.add('malformed', 'Member must be given once');
  } else {
    const value = readLeafText(first, shape, sensitive, violations);
    if (value !== undefined) input[member.name] = value;
  }
  violations.path.pop();
}

/**
 * The header decides which class an SDK throws. The inner type goes under two names since clients
 * of different years read different ones; only errors whose shape lists a type have it.
 */
function writeError(service: ResolvedService, error: WireError, requestId: string) {
  const { code, status, message, fields } = error;
  const shape = service.wire.shapes[code];
  const hasType = shape?.kind === 'structure' && 'Type' in shape.members;
  const inner = fields.type ?? (hasType ? (INNER_TYPES[code] ?? code) : undefined);
  const body = {
    message,
    __type: inner ?? code,
    ...(inner === undefined ? {} : { type: inner }),
    ...fields,
  };
  return {
    status,
    headers: { ...JSON_TYPE, 'x-amzn-RequestId': requestId, 'x-amzn-ErrorType': code },
    body: JSON.stringify(body),
  };
}
