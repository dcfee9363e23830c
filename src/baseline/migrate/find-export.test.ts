import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findExport, nativeIn, refersTo } from './find-export.ts';

const careless = readFileSync('src/baseline/fixtures/exported-by-function.yaml', 'utf8');
const example = readFileSync('docs/examples/guardduty-with-native-export.yaml', 'utf8');

describe('an export by a function', () => {
  it('is found with what is there for it alone', () => {
    expect(findExport(careless)).toEqual({
      ...{ detector: 'Detector', custom: 'Destination', function: 'Exporter', isKept: false },
      ...{ customType: 'Custom::FindingDestination' },
      removed: ['Destination', 'Exporter', 'ExporterRole'],
    });
    expect(nativeIn(careless)).toBeUndefined();
  });

  it('is none where the destination is a resource', () => {
    expect(findExport(example)).toBeUndefined();
    expect(nativeIn(example)).toBe('Destination');
  });

  it('takes policies and permissions along, but no role that something else has', () => {
    const more = `
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Exporter, Action: lambda:InvokeFunction, Principal: a}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref ExporterRole]}
`;
    expect(findExport(careless + more)?.removed).toEqual([
      ...['Destination', 'Exporter', 'Permission'],
    ]);
  });

  it.each([
    [
      '  Other: {Type: "Custom::Other", Properties: {ServiceToken: !GetAtt Exporter.Arn}}\n',
      'several',
    ],
    ['  Two: {Type: "AWS::GuardDuty::Detector", Properties: {Enable: true}}\n', 'has 2'],
    ['  Bucket: {Type: "AWS::S3::Bucket", DependsOn: Destination}\n', 'Bucket refers to'],
    [
      '  Bucket: {Type: "AWS::S3::Bucket", Properties: {BucketName: !GetAtt Exporter.Arn}}\n',
      'Bucket refers to',
    ],
  ])('is not migrated with %s', (more, why) => {
    expect(() => findExport(`${careless}${more}`)).toThrow(why);
  });
});

it('sees references in every form', () => {
  const parts = [{ Ref: 'A' }, { 'Fn::GetAtt': ['B', 'c'] }, { 'Fn::GetAtt': 'C.d' }];
  const sub = (name: string) => `$\{${name}}`;
  const texts = { 'Fn::Sub': [`${sub('D.e')} ${sub('!No')} ${sub('F')}`, {}] };
  expect([...refersTo([parts, texts, { DependsOn: ['G'] }])]).toEqual([...'ABCDFG']);
});
