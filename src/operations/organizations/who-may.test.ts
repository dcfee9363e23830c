/** Every operation, by everybody: whom Organizations answers and whom it refuses. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ServiceError } from '../../lib/service-error.ts';
import type { Operation } from '../context.ts';
import { organizationsTable } from './index.ts';
import { OUTSIDER, World } from './testing.ts';

/** About the caller itself, or decided by what is named: whoever is not concerned sees nothing. */
const OPEN: Readonly<Record<string, string>> = {
  AcceptHandshake: 'HandshakeNotFoundException',
  CancelHandshake: 'HandshakeNotFoundException',
  CreateOrganization: 'AlreadyInOrganizationException',
  DeclineHandshake: 'HandshakeNotFoundException',
  DescribeHandshake: 'HandshakeNotFoundException',
  DescribeOrganization: 'answered',
  LeaveOrganization: 'answered',
  ListHandshakesForAccount: 'answered',
};
const INPUT = {
  AccountId: '777788889999',
  ChildId: '777788889999',
  ChildType: 'ACCOUNT',
  CreateAccountRequestId: 'car-00000000',
  Filter: 'TAG_POLICY',
  HandshakeId: 'h-00000000',
  OrganizationalUnitId: 'ou-0000-00000000',
  ParentId: 'r-0000',
  PolicyId: 'p-00000000',
  ResourceId: 'r-0000',
  TargetId: 'r-0000',
};
const behaving = Object.values(organizationsTable).filter((entry) => 'handle' in entry);

let world: World;
let member: string;
let administrator: string;
beforeAll(async () => {
  world = await World.organized();
  member = await world.member('member');
  administrator = await world.administrator('administrator');
});

/** The refusal's code, or `answered`; nothing that a call changes stays. */
async function outcome(operation: { name: string }, accountId: string): Promise<string> {
  const filter = operation.name.startsWith('ListHandshakes') ? undefined : INPUT.Filter;
  const input = { ...INPUT, Filter: filter };
  let answer = 'answered';
  const undone = world.store.transaction(async (store) => {
    const inside = Object.assign(Object.create(world), { store }) as World;
    try {
      await inside.call(operation as Operation<object, object>, input, accountId);
    } catch (error) {
      answer = (error as ServiceError).code;
    }
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  return answer;
}

describe('a member', () => {
  it.each(behaving)('$name', async (operation) => {
    const expected = OPEN[operation.name] ?? 'AccessDeniedException';
    expect(await outcome(operation, member)).toBe(expected);
  });
});

describe('a delegated administrator', () => {
  it.each(behaving)('$name', async (operation) => {
    const answer = await outcome(operation, administrator);
    const reads = /^(List|Describe)/.test(operation.name);
    if (operation.name === 'LeaveOrganization') {
      expect(answer).toBe('ConstraintViolationException');
    } else if (OPEN[operation.name] !== undefined) {
      expect(answer).toBe(OPEN[operation.name]);
    } else if (reads) {
      expect(answer).toMatch(/^(answered|\w+Not(Found|Registered)Exception)$/);
    } else {
      expect(answer).toBe('AccessDeniedException');
    }
  });
});

describe('an account outside', () => {
  it.each(behaving)('$name', async (operation) => {
    const own = ['CreateOrganization', 'ListHandshakesForAccount'].includes(operation.name);
    const handshake = /^(Accept|Cancel|Decline|Describe)Handshake$/.test(operation.name);
    const outside = handshake ? 'HandshakeNotFoundException' : 'AWSOrganizationsNotInUseException';
    expect(await outcome(operation, OUTSIDER)).toBe(own ? 'answered' : outside);
  });
});
