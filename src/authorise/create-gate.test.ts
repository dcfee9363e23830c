import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../domain/principal.ts';
import { createGate, type Gate } from './create-gate.ts';
import type { KeyRing } from './key-ring.ts';
import { ALLOW_ALL, documentOf, MANAGEMENT, MEMBER, openWorld, type World } from './testing.ts';

let world: World;
let gate: Gate;
let cleared = 0;
beforeEach(async () => {
  world = await openWorld();
  cleared = 0;
  const keys: KeyRing = {
    find: async () => {
      const account = await world.store.accounts.get(MEMBER);
      if (account === undefined) return undefined;
      const principal = { kind: 'root', accountId: MEMBER, accessKeyId: 'A' } as const;
      return { accessKeyId: 'A', secret: 's', createdAt: 0, principal, account };
    },
    clear: () => {
      cleared += 1;
    },
  };
  gate = createGate({
    store: world.store,
    keys,
    clock: world.clock,
    managementAccountId: MANAGEMENT,
    guardDutyTags: async () => ({}),
    limits: { entriesMax: 10, seconds: 60 },
  });
});
afterEach(() => world.store.close());

const check = (
  principal: Principal,
  operation: string,
  input: object = {},
  service = 'guardduty',
) => gate.check({ principal, service, operation, region: 'us-east-1', input });
const filter = { DetectorId: 'd1', Name: 'f1' };

describe('the gate', () => {
  it('lets pass what is allowed and says in full what is not', async () => {
    const reader = await world.user('reader', { ...ALLOW_ALL, Action: 'guardduty:List*' });
    await check(reader, 'ListDetectors');
    await expect(check(reader, 'CreateFilter', filter)).rejects.toMatchObject({
      code: 'AccessDeniedException',
      status: 403,
      message:
        `User: arn:aws:iam::${MEMBER}:user/reader is not authorized to perform: ` +
        `guardduty:CreateFilter on resource: arn:aws:guardduty:us-east-1:${MEMBER}:detector/d1/` +
        'filter/f1 because no identity-based policy allows the guardduty:CreateFilter action',
    });
  });

  it('stands before policies where the account is closed', async () => {
    const worker = await world.role('worker');
    const account = await world.store.accounts.get(MEMBER);
    if (account) await world.store.accounts.put({ ...account, status: 'SUSPENDED' });
    await expect(check(worker, 'ListDetectors')).rejects.toThrow(
      'because the account of the caller is suspended',
    );
  });

  it('does not tell a role that distrusts from one that is not there', async () => {
    const worker = await world.role('worker');
    const assume = (name: string) =>
      check(worker, 'AssumeRole', { RoleArn: `arn:aws:iam::${MEMBER}:role/${name}` }, 'sts');
    for (const name of ['worker', 'absent']) {
      await expect(assume(name)).rejects.toMatchObject({
        code: 'AccessDenied',
        message: expect.stringMatching(`sts:AssumeRole on resource: arn:.*:role/${name}$`),
      });
    }
  });

  it('forgets what a committed call may have changed, and nothing else', async () => {
    const worker = await world.role('worker');
    await check(worker, 'ListDetectors');
    await world.role('worker', { inline: { own: documentOf({ ...ALLOW_ALL, Effect: 'Deny' }) } });
    for (const service of ['guardduty', 'sts']) gate.committed(service);
    expect(cleared).toBe(1);
    await check(worker, 'ListDetectors');
    gate.committed('iam');
    expect(cleared).toBe(2);
    await expect(check(worker, 'ListDetectors')).rejects.toThrow('explicit deny');
  });
});
