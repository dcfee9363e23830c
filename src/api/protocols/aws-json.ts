import { uuid } from '../../lib/ids.ts';
import { CALL_BODY_BYTES_MAX } from '../../limits.ts';
import { isObject, readStructure, writeStructure } from '../codec/json-shape.ts';
import { parseJson } from '../codec/parse-json.ts';
import { MalformedInput } from '../malformed-input.ts';
import { Refusal } from '../refusal.ts';
import type { Violations } from '../violations.ts';
import type { ResolvedOperation, ResolvedService } from '../wire/resolve-service.ts';
import type { Protocol } from './protocol.ts';

/** awsJson 1.1: the operation is named by `x-amz-target`, everything else is in the body. */
export function awsJson(service: ResolvedService): Protocol {
  const { targetPrefix, qualifiedTargetPrefix } = service.wire;
  const prefixes = [targetPrefix, qualifiedTargetPrefix].filter((one) => one !== undefined);
  return {
    recognise(head) {
      const target = head.headers.get('x-amz-target') ?? '';
      const prefix = prefixes.find((one) => target.startsWith(`${one}.`));
      if (prefix === undefined) return undefined;
      return {
        bodyLimit: CALL_BODY_BYTES_MAX,
        route(body) {
          const operation = service.operations.get(target.slice(prefix.length + 1));
          if (!operation || head.method !== 'POST' || head.path !== '/') {
            throw new Refusal('unknown-operation', `No operation with the target '${target}'`);
          }
          return { operation, parse: (violations) => parse(body, operation, violations) };
        },
      };
    },
    answer(operation, output, requestId) {
      const json = operation.output
        ? writeStructure(output as Record<string, unknown>, operation.output)
        : {};
      return { status: 200, headers: headersOf(requestId), body: JSON.stringify(json) };
    },
    error({ code, status, message, fields }, requestId) {
      const shape = service.wire.shapes[code];
      const capital = shape?.kind === 'structure' && 'Message' in shape.members;
      const body = { __type: code, [capital ? 'Message' : 'message']: message, ...fields };
      const headers = { ...headersOf(requestId), 'x-amzn-ErrorType': code };
      return { status, headers, body: JSON.stringify(body) };
    },
    refusals: {
      'missing-token': { code: 'MissingAuthenticationTokenException', status: 400 },
      'incomplete-signature': { code: 'IncompleteSignatureException', status: 400 },
      'unknown-key': { code: 'UnrecognizedClientException', status: 400 },
      'bad-signature': { code: 'InvalidSignatureException', status: 400 },
      'expired-token': { code: 'ExpiredTokenException', status: 400 },
      'unknown-operation': { code: 'UnknownOperationException', status: 400 },
      'body-too-large': { code: 'RequestEntityTooLargeException', status: 413 },
      busy: { code: 'ServiceUnavailableException', status: 503 },
      'not-implemented': { code: 'NotImplementedException', status: 501 },
      internal: { code: 'ServiceException', status: 500 },
    },
  };
}

function headersOf(requestId: string): Record<string, string> {
  return { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': requestId };
}

function parse(
  body: Uint8Array,
  operation: ResolvedOperation,
  violations: Violations,
): Record<string, unknown> {
  const json = body.length === 0 ? {} : parseJson(body);
  if (!isObject(json)) throw new MalformedInput('The body is not a JSON object', 'body');
  const input = readStructure(json, operation.input.members, violations);
  for (const member of operation.input.members) {
    if (member.idempotencyToken) input[member.name] ??= uuid();
  }
  return input;
}
