import { expect, it } from 'vitest';
import { accessKeyResource, bucketDetails } from './access-key-resource.ts';
import { exampleEvent } from './testing.ts';

it('names the credentials of an IAM user', () => {
  expect(accessKeyResource(exampleEvent())).toEqual({
    ResourceType: 'AccessKey',
    AccessKeyDetails: {
      AccessKeyId: 'AKIAEXAMPLE000MARIA1',
      PrincipalId: 'AIDAEXAMPLE0000MARIA',
      UserName: 'maria.example',
      UserType: 'IAMUser',
    },
  });
});

it('names the role behind a session, the root user, and a service', () => {
  const details = (userIdentity: object) =>
    accessKeyResource(exampleEvent({ userIdentity })).AccessKeyDetails;
  const sessionContext = { sessionIssuer: { userName: 'DeployExample' } };
  expect(details({ type: 'AssumedRole', principalId: 'AROA:one', sessionContext })).toEqual({
    PrincipalId: 'AROA:one',
    UserName: 'DeployExample',
    UserType: 'AssumedRole',
  });
  expect(details({ type: 'Root', accessKeyId: '' })).toEqual({
    UserName: 'Root',
    UserType: 'Root',
  });
  expect(details({ type: 'Root', userName: 'example-account' })).toEqual({
    UserName: 'example-account',
    UserType: 'Root',
  });
  expect(details({ type: 'AWSService', invokedBy: 'example.amazonaws.com' })).toEqual({
    UserName: 'example.amazonaws.com',
    UserType: 'AWSService',
  });
});

it('writes the ARN of a bucket for the partition of the Region', () => {
  const arnIn = (region: string) =>
    bucketDetails(exampleEvent({}, { region }), 'records-example')[0]?.Arn;
  expect(arnIn('eu-west-1')).toBe('arn:aws:s3:::records-example');
  expect(arnIn('cn-north-1')).toBe('arn:aws-cn:s3:::records-example');
  expect(arnIn('us-gov-west-1')).toBe('arn:aws-us-gov:s3:::records-example');
});
