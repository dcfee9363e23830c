import { expect, it } from 'vitest';
import { aclExposure } from './acl-exposure.ts';

const ALL = 'http://acs.amazonaws.com/groups/global/AllUsers';
const SIGNED = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const grants = (...grant: object[]) => ({
  AccessControlPolicy: { AccessControlList: { Grant: grant.length === 1 ? grant[0] : grant } },
});

it.each([
  [{ 'x-amz-acl': ['public-read'] }, 'anonymous', true, false],
  [{ 'x-amz-acl': 'Public-Read-Write' }, 'anonymous', true, true],
  [{ 'x-amz-acl': ['authenticated-read'] }, 'authenticated', true, false],
  [{ accessControlList: { 'x-amz-acl': 'public-read' } }, 'anonymous', true, false],
  [{ 'x-amz-grant-write': `id="someone",uri="${ALL}"` }, 'anonymous', false, true],
  [{ 'x-amz-grant-full-control': [`uri=${SIGNED}`] }, 'authenticated', true, true],
  [grants({ Grantee: { URI: ALL }, Permission: 'READ_ACP' }), 'anonymous', false, false],
  [
    grants({ Grantee: { URI: SIGNED }, Permission: 'READ' }, { Grantee: { ID: 'x' } }),
    'authenticated',
    true,
    false,
  ],
])('%j opens to %s', (parameters, level, read, write) => {
  expect(aclExposure(parameters)).toMatchObject({ level, read, write });
});

it.each([
  [{ 'x-amz-acl': ['private', 'log-delivery-write', 'constructor'] }],
  [{ 'x-amz-grant-read': 'emailaddress="someone@example.com"' }],
  [grants({ Grantee: { URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' } })],
  [{ AccessControlPolicy: 'AllUsers' }],
  [undefined],
  [['public-read']],
])('%j opens to nobody', (parameters) => {
  expect(aclExposure(parameters).level).toBe('none');
});
