import { expect, it } from 'vitest';
import type { StackValueMap } from '../../domain/stack.ts';
import { providerOf } from '../providers/index.ts';
import { checkProperties } from './check-properties.ts';

function check(type: string, properties: StackValueMap): void {
  const provider = providerOf(type);
  if (provider === undefined) throw new Error(`no provider of ${type}`);
  checkProperties('R', properties, provider);
}

const DETECTOR = 'AWS::GuardDuty::Detector';
const FEATURE = { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' };
const LIST = { Format: 'TXT', Location: 's3://lists/own.txt' };

it.each<[string, StackValueMap, string]>([
  [DETECTOR, { Enable: 'maybe' }, '#/Enable: expected type: Boolean, found: String'],
  [
    DETECTOR,
    { Enable: true, DataSources: { S3Logs: { Enabled: true } } },
    '#/DataSources/S3Logs: required key [Enable] not found\n' +
      '#/DataSources/S3Logs: extraneous key [Enabled] is not permitted',
  ],
  [
    DETECTOR,
    { Enable: true, Features: FEATURE },
    '#/Features: expected type: JSONArray, found: JSONObject',
  ],
  [
    DETECTOR,
    { Enable: true, Features: [FEATURE, { ...FEATURE, State: 'ON' }] },
    '#/Features/1: extraneous key [State] is not permitted',
  ],
  [
    DETECTOR,
    { Enable: true, Tags: { team: 'blue' } },
    '#/Tags: expected type: JSONArray, found: JSONObject',
  ],
  [
    'AWS::GuardDuty::IPSet',
    { ...LIST, Location: { Bucket: 'lists' } },
    '#/Location: expected type: String, found: JSONObject',
  ],
  [
    'AWS::Lambda::Function',
    { Code: { ZipFile: '1' }, Role: 'r', Timeout: 'long', Architectures: 'arm64' },
    '#/Timeout: expected type: Number, found: String\n' +
      '#/Architectures: expected type: JSONArray, found: String',
  ],
  [
    'AWS::S3::Bucket',
    { PublicAccessBlockConfiguration: { BlockPublicAcl: true } },
    '#/PublicAccessBlockConfiguration: extraneous key [BlockPublicAcl] is not permitted',
  ],
])('%s is not taken with %j', (type, properties, faults) => {
  expect(() => check(type, properties)).toThrow(
    `Properties validation failed for resource R with message:\n${faults}`,
  );
});

it.each<[string, StackValueMap]>([
  [DETECTOR, { Enable: 'true', DataSources: { Kubernetes: { AuditLogs: { Enable: 'false' } } } }],
  [DETECTOR, { Enable: true, Features: [FEATURE], Tags: [{ Key: 'team', Value: 7 }] }],
  ['AWS::GuardDuty::IPSet', { ...LIST, Activate: 'false' }],
  ['AWS::Lambda::Function', { Code: { ZipFile: '1' }, Role: 'r', Timeout: '9' }],
  ['Custom::Thing', { ServiceToken: 'arn', Tags: { any: ['thing'] } }],
])('%s is taken with %j', (type, properties) => {
  expect(() => check(type, properties)).not.toThrow();
});
