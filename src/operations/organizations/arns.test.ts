import { expect, it } from 'vitest';
import { FULL_AWS_ACCESS } from '../../domain/organization.ts';
import { accountArn, handshakeArn, organizationArn, policyArn, rootArn, unitArn } from './arns.ts';

const organization = {
  organizationId: 'o-1',
  rootId: 'r-1',
  managementAccountId: '111122223333',
  featureSet: 'ALL',
  createdAt: 0,
} as const;

it.each(['aws', 'aws-cn', 'aws-us-gov'] as const)('are of the partition %s', (partition) => {
  const scope = { organization, partition };
  const prefix = `arn:${partition}:organizations::111122223333`;
  expect(organizationArn(scope)).toBe(`${prefix}:organization/o-1`);
  expect(accountArn(scope, '444455556666')).toBe(`${prefix}:account/o-1/444455556666`);
  expect(rootArn(scope)).toBe(`${prefix}:root/o-1/r-1`);
  expect(unitArn(scope, 'ou-1')).toBe(`${prefix}:ou/o-1/ou-1`);
  expect(policyArn(scope, 'p-1')).toBe(`${prefix}:policy/o-1/service_control_policy/p-1`);
  expect(policyArn(scope, FULL_AWS_ACCESS)).toBe(
    `arn:${partition}:organizations::aws:policy/service_control_policy/${FULL_AWS_ACCESS}`,
  );
  expect(handshakeArn(scope, 'h-1')).toBe(`${prefix}:handshake/o-1/invite/h-1`);
});
