import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Membership } from '../domain/membership.ts';
import { createPublishing, type Publishing } from './create-publishing.ts';
import { ADMINISTRATOR, OWN, openParts, REGION, START } from './testing.ts';

const row: Membership = {
  administratorId: ADMINISTRATOR,
  region: REGION,
  accountId: OWN,
  email: 'owner@example.com',
  status: 'Invited',
  invitation: { invitationId: 'a'.repeat(32), message: 'please' },
  invitedAt: START,
  updatedAt: START,
};
let folder: string;
let parts: Awaited<ReturnType<typeof openParts>>;
let publishing: Publishing;
const files = () =>
  readdirSync(folder, { recursive: true }).filter((name) => /eml$/.test(`${name}`));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-publish-'));
  parts = await openParts();
  publishing = createPublishing({
    ...{ ...parts, settings: {}, dataDirectory: folder },
    url: 'http://127.0.0.1:4980',
    findingJson: () => ({}),
  });
});
afterEach(async () => {
  await publishing.close();
  await parts.store.close();
  rmSync(folder, { recursive: true });
});

it('writes one letter and one notice for an invitation', async () => {
  await publishing.store.transaction((inside) => publishing.invited(inside, row));
  expect(files()).toEqual([]);
  expect(await publishing.sendDue()).toBe(1);
  expect(await publishing.sendDue()).toBe(0);
  expect(files()).toEqual([join('outbox', `invitation-${'a'.repeat(32)}.eml`)]);
  const text = readFileSync(join(folder, files()[0] as string), 'utf8');
  expect(text).toContain('> please');
  expect(text).toContain('--endpoint-url http://127.0.0.1:4980');
  expect(await parts.store.notices.list(OWN, 9)).toEqual([
    {
      noticeId: 'a'.repeat(32),
      accountId: OWN,
      region: REGION,
      kind: 'invitation',
      aboutAccountId: ADMINISTRATOR,
      message: 'please',
      createdAt: START,
    },
  ]);
});

it('writes neither where the transaction fails', async () => {
  const broken = publishing.store.transaction(async (inside) => {
    await inside.transaction((nested) => publishing.invited(nested, row));
    throw new Error('no');
  });
  await expect(broken).rejects.toThrow('no');
  expect(await publishing.sendDue()).toBe(0);
  expect(await parts.store.notices.list(OWN, 9)).toEqual([]);
});

it('sends by itself once it runs, what waited and what comes', async () => {
  await publishing.store.transaction((inside) => publishing.invited(inside, row));
  publishing.start();
  await expect.poll(() => files().length).toBe(1);
  const invitation = { invitationId: 'b'.repeat(32) };
  await publishing.store.transaction((inside) =>
    inside.transaction((nested) => publishing.invited(nested, { ...row, invitation })),
  );
  await expect.poll(() => files().length).toBe(2);
});
