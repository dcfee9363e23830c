import { expect, it } from 'vitest';
import { dateOf } from '../../lib/clock.ts';
import { resolveService } from '../wire/resolve-service.ts';
import { escapeXml, writeMembers } from './xml.ts';

it('escapes what XML reads as markup, and keeps what a parser would lose', () => {
  expect(escapeXml(`<a href="x">&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&apos;&lt;/a&gt;');
  expect(escapeXml('tab\tline\nreturn\r')).toBe('tab\tline\nreturn&#13;');
  expect(escapeXml('ü ✓ 🙂')).toBe('ü ✓ 🙂');
});

it('replaces what XML 1.0 cannot say', () => {
  expect(escapeXml('a\u0000b\u001bc\u000b')).toBe('a\ufffdb\ufffdc\ufffd');
  expect(escapeXml('\ud83d and \ude42 and \uffff')).toBe('\ufffd and \ufffd and \ufffd');
});

it('writes every type, only what the table lists, and nothing undefined', () => {
  const service = resolveService({
    service: 'toy',
    protocol: 'awsQuery',
    apiVersion: '1',
    operations: { Say: { input: null, output: 'Output' } },
    shapes: {
      Output: {
        kind: 'structure',
        members: {
          Text: { type: 'string' },
          Count: { type: 'number' },
          Yes: { type: 'boolean' },
          At: { type: 'timestamp' },
          Bytes: { type: 'blob' },
          Names: { type: '#Names' },
          Labels: { type: '#Labels' },
          Inner: { type: '#Output' },
          None: { type: 'string' },
        },
      },
      Names: { kind: 'list', member: 'string' },
      Labels: { kind: 'map', value: 'string' },
    },
  });
  const shape = service.operations.get('Say')?.output;
  if (!shape) throw new Error('the toy table has no output');
  const output = {
    Text: 'a<b',
    Count: 0,
    Yes: false,
    At: dateOf(1_700_000_000_000),
    Bytes: new Uint8Array([1, 2]),
    Names: ['x', ''],
    Labels: { 'k&': 'v', gone: undefined },
    Inner: { Text: 'in' },
    None: undefined,
    Hidden: 'secret',
  };
  expect(writeMembers(output, shape)).toBe(
    '<Text>a&lt;b</Text><Count>0</Count><Yes>false</Yes><At>2023-11-14T22:13:20Z</At>' +
      '<Bytes>AQI=</Bytes><Names><member>x</member><member/></Names>' +
      '<Labels><entry><key>k&amp;</key><value>v</value></entry></Labels>' +
      '<Inner><Text>in</Text></Inner>',
  );
});
