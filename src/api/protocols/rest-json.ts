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
import { MalformedInput } from '../malformed-input.ts';
import type { Violations } from '../violations.ts';
import type { Member, ResolvedOperation, ResolvedService } from '../wire/resolve-service.ts';
import type { Protocol, WireError } from './protocol.ts';

/** An operation with its members sorted by where they travel. */
interface Route {
  readonly operation: ResolvedOperation;
  readonly labels: readonly Member[];
  readonly queries: readonly Member[];
  readonly body: readonly Member[];
  readonly payload: Member | undefined;
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
      const { operation, payload } = route;
      return {
        bodyLimit: payload ? RECORDS_BODY_BYTES_MAX : CALL_BODY_BYTES_MAX,
        route: (body) => ({
          operation,
          parse: (violations) => parse(head.query, body, route, found.params, violations),
        }),
      };
    },
    answer(operation, output, requestId) {
      const status = operation.http?.status ?? 200;
      const headers = { 'x-amzn-RequestId': requestId };
      if (status === 204) return { status, headers, body: '' };
      const json = operation.output
        ? writeStructure(output as Record<string, unknown>, operation.output)
        : {};
      return { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(json) };
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
      body: members.filter((member) => member.in === 'body'),
      payload: members.find((member) => member.in === 'payload'),
    };
    const path = http.uri.replace(/\{(\w+)\}/g, ':$1');
    router.on(http.method as findMyWay.HTTPMethod, path, () => undefined, route);
  }
  return router;
}

function parse(
  query: string,
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
