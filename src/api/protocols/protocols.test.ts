import { describe, expect, it } from 'vitest';
import { CALL_BODY_BYTES_MAX, RECORDS_BODY_BYTES_MAX } from '../../limits.ts';
import { headOf, type RequestHead } from '../http.ts';
import { Violations } from '../violations.ts';
import { resolveService } from '../wire/resolve-service.ts';
import { wireServices } from '../wire/wire-services.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import { ec2Query } from './ec2-query.ts';
import type { Protocol } from './protocol.ts';
import { restJson } from './rest-json.ts';

/**
 * Goal: the bytes of each protocol, letter by letter; clients are tried in `create-api.test.ts`.
 */
const ID = '00000000-0000-4000-8000-000000000000';
const guardDuty = resolveService(wireServices.guardduty);
const organizations = resolveService(wireServices.organizations);
const sts = resolveService(wireServices.sts);

interface Sent {
  readonly head: RequestHead;
  readonly body: Uint8Array;
}

function sent(method: string, url: string, text = '', headers: Record<string, string> = {}): Sent {
  const rawHeaders = Object.entries(headers).flat();
  return { head: headOf({ method, url, rawHeaders }), body: Buffer.from(text) };
}

function recognise(protocol: Protocol, { head }: Sent) {
  const recognised = protocol.recognise(head);
  if (!recognised) throw new Error(`not recognised: ${head.method} ${head.path}`);
  return recognised;
}

function parse(protocol: Protocol, request: Sent) {
  const violations = new Violations();
  const call = recognise(protocol, request).route(request.body);
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
      const request = sent(http?.method ?? '', path, '{}');
      expect(parse(protocol, request)).toMatchObject({ name, items: [] });
      const labels = [...(http?.uri ?? '').matchAll(/\{(\w+)\}/g)].map(([, label]) => label);
      for (const label of labels)
        expect(parse(protocol, request).input).toHaveProperty(`${label}`, 'a/b');
    }
  });

  it('makes an idempotency token that is missing, anew for each call', () => {
    const request = sent('POST', '/detector', '{"enable":true}');
    const tokens = [1, 2].map(() => parse(protocol, request).input.ClientToken);
    expect(new Set(tokens)).toHaveLength(2);
    const own = sent('POST', '/detector', '{"enable":true,"clientToken":"t"}');
    expect(parse(protocol, own).input.ClientToken).toBe('t');
  });

  it('allows large bodies where the body is the records', () => {
    const own = restJson(resolveService(wireServices.vedette));
    const limit = (path: string) => recognise(own, sent('POST', path)).bodyLimit;
    expect(limit('/records')).toBe(RECORDS_BODY_BYTES_MAX);
    expect(limit('/accounts')).toBe(CALL_BODY_BYTES_MAX);
    const { input } = parse(own, sent('POST', '/records', '{"Records":['));
    expect(input).toEqual({ Records: Buffer.from('{"Records":[') });
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
    expect(parse(protocol, sent('POST', '/', '', headers))).toEqual({
      name: 'ListAccounts',
      input: {},
      items: [],
    });
    const other = { 'x-amz-target': 'AWSOrganizationsV20161128x.ListAccounts' };
    expect(protocol.recognise(sent('POST', '/', '', other).head)).toBeUndefined();
    expect(() => parse(protocol, sent('GET', '/', '', headers))).toThrow('No operation');
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
    const form = sent('POST', '/', text, headers);
    const query = sent('GET', `/?X-Amz-Date=1&${text}`);
    for (const request of [form, query]) expect(parse(protocol, request)).toEqual(wanted);
    expect(protocol.recognise(sent('GET', '/?NoAction=1').head)).toBeUndefined();
    expect(() => parse(protocol, sent('POST', '/?AccessKeyId=2', text, headers))).toThrow(
      'given twice',
    );
  });
});

describe('ec2Query', () => {
  const ec2 = resolveService(wireServices.ec2);
  const protocol = ec2Query(ec2);

  it('numbers the elements of a list behind its name', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const text =
      'Action=DescribeRegions&Version=2016-11-15&RegionName.2=b&RegionName.1=a&AllRegions=true' +
      '&Filter.1.Name=endpoint&Filter.1.Value.1=x&Filter.1.Value.2=y';
    expect(parse(protocol, sent('POST', '/', text, headers))).toEqual({
      name: 'DescribeRegions',
      input: {
        RegionNames: ['a', 'b'],
        AllRegions: true,
        Filters: [{ Name: 'endpoint', Values: ['x', 'y'] }],
      },
      items: [],
    });
  });

  it('answers with items, without a result element', () => {
    const Regions = [{ RegionName: 'a', Endpoint: 'a&b', OptInStatus: 'opted-in' }];
    const answer = protocol.answer(operation(ec2, 'DescribeRegions'), { Regions }, ID);
    expect(answer.body).toBe(
      '<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
        `<requestId>${ID}</requestId><regionInfo><item><optInStatus>opted-in</optInStatus>` +
        '<regionName>a</regionName><regionEndpoint>a&amp;b</regionEndpoint></item></regionInfo>' +
        '</DescribeRegionsResponse>',
    );
  });

  it('frames an error in its own way', () => {
    const error = { code: 'InvalidParameterValue', status: 400, message: '<no>', fields: {} };
    expect(protocol.error(error, ID)).toMatchObject({
      status: 400,
      body:
        '<Response><Errors><Error><Code>InvalidParameterValue</Code><Message>&lt;no&gt;</Message>' +
        `</Error></Errors><RequestID>${ID}</RequestID></Response>`,
    });
  });
});
