import { describe, expect, it } from 'vitest';
import { CALL_BODY_BYTES_MAX, RECORDS_BODY_BYTES_MAX } from '../../limits.ts';
import type { HttpRequest } from '../http.ts';
import { Violations } from '../violations.ts';
import { resolveService } from '../wire/resolve-service.ts';
import { wireServices } from '../wire/wire-services.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import type { Protocol } from './protocol.ts';
import { restJson } from './rest-json.ts';

/**
 * Goal: the bytes of each protocol, letter by letter; clients are tried in `create-api.test.ts`.
 */
const ID = '00000000-0000-4000-8000-000000000000';
const guardDuty = resolveService(wireServices.guardduty);
const organizations = resolveService(wireServices.organizations);
const sts = resolveService(wireServices.sts);

function request(change: Partial<Omit<HttpRequest, 'body'>> & { text?: string }): HttpRequest {
  const { text = '', ...rest } = change;
  const given = { method: 'POST', path: '/', query: '', headers: {}, rawHeaders: [] };
  return { ...given, ...rest, body: Buffer.from(text) };
}

function parse(protocol: Protocol, sent: HttpRequest) {
  const violations = new Violations();
  const call = protocol.route(sent);
  return { name: call.operation.name, input: call.parse(violations), items: violations.items };
}

function operation(service: typeof guardDuty, name: string) {
  const found = service.operations.get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe('restJson1', () => {
  const protocol = restJson(guardDuty);
  const error = { code: 'BadRequestException', status: 400, message: 'no "way"', fields: {} };

  it('writes an error under both names of the inner type', () => {
    expect(protocol.error(error, ID)).toEqual({
      status: 400,
      headers: {
        'Content-Type': 'application/json',
        'x-amzn-RequestId': ID,
        'x-amzn-ErrorType': 'BadRequestException',
      },
      body:
        '{"message":"no \\"way\\"","__type":"InvalidInputException",' +
        '"type":"InvalidInputException"}',
    });
    const exists = { ...error, fields: { type: 'EntityAlreadyExistsException' } };
    expect(JSON.parse(protocol.error(exists, ID).body)).toEqual({
      message: 'no "way"',
      __type: 'EntityAlreadyExistsException',
      type: 'EntityAlreadyExistsException',
    });
    const denied = { ...error, code: 'AccessDeniedException', status: 403 };
    expect(JSON.parse(protocol.error(denied, ID).body).type).toBe('AccessDeniedException');
  });

  it('answers {} for nothing, and no bytes where the status says so', () => {
    expect(protocol.answer(operation(guardDuty, 'CreateMembers'), {}, ID).body).toBe('{}');
    const untagged = protocol.answer(operation(guardDuty, 'UntagResource'), {}, ID);
    expect(untagged).toEqual({ status: 204, headers: { 'x-amzn-RequestId': ID }, body: '' });
  });

  it('routes every operation of the table to itself', () => {
    for (const [name, { http }] of guardDuty.operations) {
      const path = (http?.uri ?? '').replace(/\{\w+\}/g, 'a%2Fb');
      const sent = request({ method: http?.method ?? '', path, text: '{}' });
      expect(protocol.recognises(sent), name).toBe(true);
      expect(parse(protocol, sent)).toMatchObject({ name, items: [] });
      const labels = [...(http?.uri ?? '').matchAll(/\{(\w+)\}/g)].map(([, label]) => label);
      for (const label of labels)
        expect(parse(protocol, sent).input).toHaveProperty(`${label}`, 'a/b');
    }
  });

  it('makes an idempotency token that is missing, anew for each call', () => {
    const sent = request({ path: '/detector', text: '{"enable":true}' });
    const tokens = [1, 2].map(() => parse(protocol, sent).input.ClientToken);
    expect(new Set(tokens)).toHaveLength(2);
    const own = request({ path: '/detector', text: '{"enable":true,"clientToken":"t"}' });
    expect(parse(protocol, own).input.ClientToken).toBe('t');
  });

  it('allows large bodies where the body is the records', () => {
    const own = restJson(resolveService(wireServices.vedette));
    expect(own.bodyLimit(request({ path: '/records' }))).toBe(RECORDS_BODY_BYTES_MAX);
    expect(own.bodyLimit(request({ path: '/accounts' }))).toBe(CALL_BODY_BYTES_MAX);
    expect(protocol.bodyLimit(request({ path: '/records' }))).toBe(CALL_BODY_BYTES_MAX);
    const sent = parse(own, request({ path: '/records', text: '{"Records":[' }));
    expect(sent.input).toEqual({ Records: Buffer.from('{"Records":[') });
  });
});

describe('awsJson1.1', () => {
  const protocol = awsJson(organizations);

  it('spells the message as the shape of the error does', () => {
    const error = { status: 400, message: 'no', fields: { Reason: 'X' } };
    const known = protocol.error({ ...error, code: 'InvalidInputException' }, ID);
    expect(known.body).toBe('{"__type":"InvalidInputException","Message":"no","Reason":"X"}');
    const common = protocol.error({ ...error, code: 'UnrecognizedClientException' }, ID);
    expect(JSON.parse(common.body)).toMatchObject({ message: 'no' });
    expect(common.headers['Content-Type']).toBe('application/x-amz-json-1.1');
  });

  it('reads the operation from its target, and an empty body as an empty input', () => {
    const headers = { 'x-amz-target': 'AWSOrganizationsV20161128.ListAccounts' };
    expect(parse(protocol, request({ headers }))).toEqual({
      name: 'ListAccounts',
      input: {},
      items: [],
    });
    expect(protocol.recognises(request({ headers }))).toBe(true);
    const other = { 'x-amz-target': 'AWSOrganizationsV20161128x.ListAccounts' };
    expect(protocol.recognises(request({ headers: other }))).toBe(false);
    expect(() => protocol.route(request({ headers, method: 'GET' }))).toThrow('No operation');
  });
});

describe('awsQuery', () => {
  const protocol = awsQuery(sts);
  const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

  it('writes answers and errors', () => {
    const output = { Account: '111122223333', Arn: 'a&b' };
    const answer = protocol.answer(operation(sts, 'GetCallerIdentity'), output, ID);
    expect(answer).toEqual({
      status: 200,
      headers: { 'Content-Type': 'text/xml', 'x-amzn-RequestId': ID },
      body:
        `<GetCallerIdentityResponse ${namespace}><GetCallerIdentityResult>` +
        '<Account>111122223333</Account><Arn>a&amp;b</Arn></GetCallerIdentityResult>' +
        `<ResponseMetadata><RequestId>${ID}</RequestId></ResponseMetadata>` +
        '</GetCallerIdentityResponse>',
    });
    const error = { status: 403, message: '<no>', fields: {}, code: 'IDPRejectedClaimException' };
    expect(protocol.error(error, ID).body).toBe(
      `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>IDPRejectedClaim</Code>` +
        `<Message>&lt;no&gt;</Message></Error><RequestId>${ID}</RequestId></ErrorResponse>`,
    );
  });

  it('takes a call from the query or from a form, without the parameters of a signature', () => {
    const text = 'Action=GetAccessKeyInfo&Version=2011-06-15&AccessKeyId=AKIA';
    const wanted = { name: 'GetAccessKeyInfo', input: { AccessKeyId: 'AKIA' }, items: [] };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = request({ headers, text });
    const query = request({ method: 'GET', query: `X-Amz-Date=1&${text}` });
    for (const sent of [form, query]) {
      expect(protocol.recognises(sent)).toBe(true);
      expect(parse(protocol, sent)).toEqual(wanted);
    }
    expect(protocol.recognises(request({ method: 'GET', query: 'NoAction=1' }))).toBe(false);
    expect(() =>
      protocol.route({ ...form, query: 'AccessKeyId=2' }).parse(new Violations()),
    ).toThrow('given twice');
  });
});
