import { CALL_BODY_BYTES_MAX } from '../../limits.ts';
import { type FormStyle, readForm, readPairs } from '../codec/form.ts';
import { decodeUtf8 } from '../codec/utf8.ts';
import { element, escapeXml, writeMembers } from '../codec/xml.ts';
import type { RequestHead } from '../http.ts';
import { Refusal } from '../refusal.ts';
import type { ResolvedService } from '../wire/resolve-service.ts';
import type { Protocol, RoutedCall } from './protocol.ts';

const REFUSALS: Protocol['refusals'] = {
  'missing-token': { code: 'MissingAuthenticationToken', status: 403 },
  'incomplete-signature': { code: 'IncompleteSignature', status: 400 },
  'unknown-key': { code: 'InvalidClientTokenId', status: 403 },
  'bad-signature': { code: 'SignatureDoesNotMatch', status: 403 },
  'expired-token': { code: 'ExpiredToken', status: 403 },
  'unknown-operation': { code: 'InvalidAction', status: 400 },
  'body-too-large': { code: 'RequestEntityTooLarge', status: 413 },
  busy: { code: 'ServiceUnavailable', status: 503 },
  'not-implemented': { code: 'NotImplementedException', status: 501 },
  internal: { code: 'InternalFailure', status: 500 },
};

/** awsQuery: parameters in a form body or in the query, answers in XML. */
export function awsQuery(service: ResolvedService, form: FormStyle = 'aws'): Protocol {
  const { xmlNamespace } = service.wire;
  const root = (name: string, content: string) =>
    `<${name} xmlns="${xmlNamespace}">${content}</${name}>`;
  return {
    recognise(head) {
      if (head.path !== '/' || !(isForm(head) || /(?:^|&)Action=/.test(head.query))) {
        return undefined;
      }
      return { bodyLimit: CALL_BODY_BYTES_MAX, route: (body) => route(service, head, body, form) };
    },
    answer(operation, output, requestId) {
      const { name } = operation;
      const members = operation.output
        ? writeMembers(output as Record<string, unknown>, operation.output)
        : '';
      const result = operation.output ? element(`${name}Result`, members) : '';
      const metadata = element('ResponseMetadata', element('RequestId', requestId));
      const body = root(`${name}Response`, result + metadata);
      return { status: 200, headers: headersOf(requestId), body };
    },
    error({ code, status, message, fields }, requestId) {
      const shape = service.wire.shapes[code];
      const alias = shape?.kind === 'structure' ? shape.error?.code : undefined;
      const further = Object.entries(fields);
      const content = [
        element('Type', status < 500 ? 'Sender' : 'Receiver'),
        element('Code', escapeXml(alias ?? code)),
        element('Message', escapeXml(message)),
        ...further.map(([name, value]) => element(name, escapeXml(value))),
      ].join('');
      const body = root(
        'ErrorResponse',
        element('Error', content) + element('RequestId', requestId),
      );
      return { status, headers: headersOf(requestId), body };
    },
    refusals: REFUSALS,
  };
}

function route(
  service: ResolvedService,
  head: RequestHead,
  body: Uint8Array,
  form: FormStyle,
): RoutedCall {
  const pairs = pairsOf(head, body);
  const named = (wanted: string) => pairs.find(([name]) => name === wanted)?.[1] ?? '';
  const operation = service.operations.get(named('Action'));
  if (!operation || named('Version') !== service.wire.apiVersion) {
    const text = `operation ${named('Action')} for version ${named('Version')}`;
    throw new Refusal('unknown-operation', `Could not find ${text}`);
  }
  return { operation, parse: (violations) => readForm(pairs, operation.input, violations, form) };
}

function headersOf(requestId: string): Record<string, string> {
  return { 'Content-Type': 'text/xml', 'x-amzn-RequestId': requestId };
}

function isForm(head: RequestHead): boolean {
  const type = head.headers.get('content-type') ?? '';
  return head.method === 'POST' && type.startsWith('application/x-www-form-urlencoded');
}

/** The signature's own parameters are none of the call's. */
function pairsOf(head: RequestHead, body: Uint8Array): [string, string][] {
  const pairs = readPairs(head.query, 'query').filter(([name]) => !name.startsWith('X-Amz-'));
  if (head.method === 'POST') {
    pairs.push(...readPairs(decodeUtf8(body), 'body'));
  }
  return pairs;
}
