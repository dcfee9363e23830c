import { expect, test } from 'vitest';
import { additionalInfoOf, factsOf } from './facts.ts';

test('what a finding says is laid out flat', () => {
  const at = new Date('2026-01-01T00:00:00.000Z');
  expect(
    factsOf({
      AwsApiCallAction: { Api: 'StopLogging', RemoteIpDetails: { IpAddressV4: '198.51.100.1' } },
      Tags: [{ Key: 'a' }, { Key: 'b' }],
      Names: ['x', 'y'],
      'AWS::S3::Bucket': 'logs',
      At: at,
      Empty: {},
      Nothing: undefined,
      No: false,
    }),
  ).toEqual([
    { label: 'AWS API call action › API', value: 'StopLogging' },
    { label: 'AWS API call action › Remote IP details › IP address v4', value: '198.51.100.1' },
    { label: 'Tags › 1 › Key', value: 'a' },
    { label: 'Tags › 2 › Key', value: 'b' },
    { label: 'Names', value: 'x, y' },
    { label: 'AWS::S3::Bucket', value: 'logs' },
    { label: 'At', value: '2026-01-01T00:00:00.000Z' },
    { label: 'No', value: 'false' },
  ]);
});

test('depth and length have an end', () => {
  let deep: object = {};
  for (let level = 0; level < 10_000; level += 1) deep = { a: deep };
  expect(factsOf(deep)).toHaveLength(1);
  const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`a${index}`, 1]));
  expect(factsOf(wide)).toHaveLength(200);
});

test('additional information is JSON, or a text', () => {
  expect(additionalInfoOf('{"sample":true}')).toEqual({ sample: true });
  expect(additionalInfoOf('plain')).toEqual({ value: 'plain' });
  expect(additionalInfoOf(undefined)).toEqual({});
});
