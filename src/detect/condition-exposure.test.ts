import { expect, it } from 'vitest';
import { conditionExposure, conditionTests, escapeExposure } from './condition-exposure.ts';

const allowed = (condition: unknown) => conditionExposure(conditionTests(condition));
const escaping = (condition: unknown) => escapeExposure(conditionTests(condition));

/** A policy variable: the account that owns the bucket. */
const ownAccount = ['$', '{aws:ResourceAccount}'].join('');

/** Condition of an Allow for everyone → who is let in. */
it.each([
  [undefined, 'anonymous'],
  [{}, 'anonymous'],
  ['text', 'anonymous'],
  // Networks.
  [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, 'anonymous'],
  [{ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }, 'anonymous'],
  [{ IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '::/0'] } }, 'anonymous'],
  [
    { IpAddress: { 'aws:SourceIp': Array.from({ length: 256 }, (_, i) => `${i}.0.0.0/8`) } },
    'anonymous',
  ],
  [{ IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '203.0.113.7'] } }, 'none'],
  [{ NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, 'anonymous'],
  // Keys that name an account, an organisation or an endpoint.
  [{ StringEquals: { 'AWS:PrincipalOrgID': 'o-exampleorg' } }, 'none'],
  [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'authenticated'],
  [{ StringEquals: { 'aws:PrincipalAccount': ['111122223333', '444455556666'] } }, 'none'],
  [{ StringEquals: { 'aws:PrincipalAccount': ownAccount } }, 'none'],
  [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }, 'none'],
  [{ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } }, 'authenticated'],
  [{ StringEquals: { 'aws:SourceVpce': 'vpce-0example' } }, 'none'],
  [{ StringLike: { 'aws:SourceVpc': 'vpc-*' } }, 'authenticated'],
  [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::other-example' } }, 'none'],
  [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }, 'authenticated'],
  [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg/*' } }, 'none'],
  [{ StringLike: { 'aws:userid': 'AROAEXAMPLE000000000:*' } }, 'none'],
  [{ StringLike: { 'aws:userid': '*:session' } }, 'authenticated'],
  [{ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }, 'none'],
  // Traps: the condition holds where the request lacks the key.
  [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg' } }, 'anonymous'],
  [{ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-exampleorg' } }, 'anonymous'],
  [{ StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } }, 'anonymous'],
  [{ Null: { 'aws:PrincipalArn': 'true' } }, 'anonymous'],
  // Who has signed the request at all.
  [{ Null: { 'aws:PrincipalArn': false } }, 'authenticated'],
  [{ StringEquals: { 'aws:PrincipalTag/team': 'data' } }, 'authenticated'],
  [{ StringEquals: { 'aws:PrincipalType': 'User' } }, 'authenticated'],
  [{ StringNotEquals: { 'aws:PrincipalType': 'Anonymous' } }, 'authenticated'],
  [{ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 'authenticated'],
  [{ Bool: { 'aws:ViaAWSService': 'true' } }, 'authenticated'],
  [{ Bool: { 'aws:PrincipalIsAWSService': 'true' } }, 'none'],
  [{ Bool: { 'aws:PrincipalIsAWSService': ['true', 'false'] } }, 'anonymous'],
  [{ Bool: { 'aws:ViaAWSService': ['true', 'false'] } }, 'anonymous'],
  // What the requester chooses.
  [{ Bool: { 'aws:SecureTransport': 'true' } }, 'anonymous'],
  [{ StringLike: { 'aws:Referer': 'https://example.com/*', 's3:prefix': 'a/' } }, 'anonymous'],
  [{ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }, 'anonymous'],
  [{ StringEquals: { 'aws:NewAndUnknown': 'x' } }, 'anonymous'],
  [{ StringEquals: { 'saml:sub': 'x' } }, 'none'],
  // All must hold: the narrowest counts.
  [
    { Bool: { 'aws:SecureTransport': 'true' }, IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
    'none',
  ],
])('%j lets in %s', (condition, level) => {
  expect(allowed(condition)).toBe(level);
});

/** Condition of a Denial for everyone → who is not denied. */
it.each([
  [undefined, 'none'],
  [{ Bool: { 'aws:SecureTransport': 'false' } }, 'anonymous'],
  [{ NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, 'none'],
  [{ IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, 'anonymous'],
  [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } }, 'none'],
  [{ StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-0example' } }, 'none'],
  [{ 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg/*' } }, 'anonymous'],
  [{ StringEquals: { 'aws:PrincipalType': 'Anonymous' } }, 'authenticated'],
  [{ Null: { 'aws:PrincipalArn': 'true' } }, 'authenticated'],
  [{ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, 'authenticated'],
  // Denied only where both hold: whoever fails one escapes.
  [
    {
      NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' },
      Bool: { 'aws:ViaAWSService': 'false' },
    },
    'authenticated',
  ],
])('a denial with %j leaves %s', (condition, level) => {
  expect(escaping(condition)).toBe(level);
});
