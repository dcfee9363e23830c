import { expect, it } from 'vitest';
import type { IamRole } from '../../domain/iam.ts';
import { ManualClock } from '../../lib/clock.ts';
import { openStore } from '../../store/open-store.ts';
import type { Services } from '../context.ts';
import { sessionForService } from './session-for-service.ts';

const ACCOUNT = '111122223333';
const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const asked = (name: string, service: string) => ({
  roleArn: arn(name),
  service,
  sessionName: 'work',
  region: 'us-east-1',
  seconds: 900,
});

it('takes a role only for the service that it trusts', async () => {
  const store = await openStore(':memory:');
  const clock = new ManualClock(1_700_000_000_000);
  const services = { sealSecret: (secret: string) => secret } as Services;
  const account = { accountId: ACCOUNT, email: 'a@example.com', name: 'a', createdAt: 0 };
  await store.accounts.put({ ...account, status: 'ACTIVE' });
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const role: IamRole = {
    ...{ kind: 'role', accountId: ACCOUNT, name: 'Runs', id: 'AROAEXAMPLE', path: '/' },
    ...{ tags: {}, inline: {}, attached: [], createdAt: 0, maxSessionSeconds: 3600 },
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [Statement] }),
  };
  await store.iam.put(role);
  const context = { store, clock, services };
  const session = await sessionForService(asked('Runs', 'lambda.amazonaws.com'), context);
  expect(session.principal).toMatchObject({ kind: 'role-session', roleName: 'Runs' });
  expect(session.expiresAt).toBe(clock.now() + 900_000);
  expect(await store.credentials.get(session.accessKeyId)).toMatchObject({ accountId: ACCOUNT });
  for (const refused of [
    asked('Runs', 'cloudformation.amazonaws.com'),
    asked('Absent', 'lambda.amazonaws.com'),
  ]) {
    await expect(sessionForService(refused, context)).rejects.toMatchObject({
      code: 'AccessDenied',
    });
  }
  await store.close();
});
