import { expect, it } from 'vitest';
import { rdsHit } from './rds-hit.ts';
import { exampleLogin } from './testing.ts';

const parts = { type: 'A:RDS/B', severity: 8, title: 't', description: 'd' };

it('tells of the instance, the user and the login', () => {
  const made = rdsHit(exampleLogin({ cluster: 'orders-cluster' }), parts);
  expect(made.key).toBe('orders|maria_example');
  expect(made.resource).toEqual({
    ResourceType: 'RDSDBInstance',
    RdsDbInstanceDetails: {
      DbInstanceIdentifier: 'orders',
      DbInstanceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
      Engine: 'postgres',
      DbClusterIdentifier: 'orders-cluster',
    },
    RdsDbUserDetails: { User: 'maria_example', Application: 'psql', Database: 'orders' },
  });
  expect(made.action).toEqual({
    ActionType: 'RDS_LOGIN_ATTEMPT',
    RdsLoginAttemptAction: {
      RemoteIpDetails: { IpAddressV4: '203.0.113.17' },
      LoginAttributes: [
        {
          User: 'maria_example',
          Application: 'psql',
          FailedLoginAttempts: 0,
          SuccessfulLoginAttempts: 1,
        },
      ],
    },
  });
});

it('counts as it is told to, and leaves out what nobody said', () => {
  const login = { user: '', application: '', schema: '', sourceAddress: 'localhost' };
  const attempts = { failed: 40, successful: 1 };
  const made = rdsHit(exampleLogin(login), { ...parts, attempts });
  expect(made.resource.RdsDbUserDetails).toEqual({});
  expect(made.action?.RdsLoginAttemptAction).toEqual({
    LoginAttributes: [{ FailedLoginAttempts: 40, SuccessfulLoginAttempts: 1 }],
  });
  const failed = rdsHit(exampleLogin({ outcome: 'failure' }), parts);
  expect(failed.action?.RdsLoginAttemptAction?.LoginAttributes?.[0]).toMatchObject({
    FailedLoginAttempts: 1,
    SuccessfulLoginAttempts: 0,
  });
});
