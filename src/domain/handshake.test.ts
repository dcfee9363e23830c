import { describe, expect, it } from 'vitest';
import {
  endHandshake,
  type Handshake,
  type HandshakeEnd,
  isInvited,
  stateOf,
} from './handshake.ts';

const open: Handshake = {
  handshakeId: 'h-12345678',
  organizationId: 'o-1',
  party: { type: 'ACCOUNT', id: '111122223333' },
  tags: {},
  requestedAt: 0,
  expiresAt: 100,
};
const ENDS: readonly HandshakeEnd[] = ['ACCEPTED', 'DECLINED', 'CANCELED'];

describe('stateOf', () => {
  it('is open until its time is up', () => {
    expect(stateOf(open, 99)).toBe('OPEN');
    expect(stateOf(open, 100)).toBe('EXPIRED');
  });

  it.each(ENDS)('stays %s for ever', (state) => {
    expect(stateOf({ ...open, ended: { state, at: 5 } }, 200)).toBe(state);
  });
});

describe('endHandshake', () => {
  it.each(ENDS)('ends an open one as %s', (end) => {
    expect(endHandshake(open, end, 7)).toEqual({ ...open, ended: { state: end, at: 7 } });
  });

  it.each(ENDS)('refuses to end one as %s twice, in words of its own', (end) => {
    const ended: Handshake = { ...open, ended: { state: end, at: 5 } };
    for (const other of ENDS) {
      const refusal = other === end ? 'alreadyInState' : 'invalidTransition';
      expect(endHandshake(ended, other, 7)).toBe(refusal);
    }
  });

  it('refuses every answer to one whose time is up', () => {
    for (const end of ENDS) expect(endHandshake(open, end, 100)).toBe('invalidTransition');
  });
});

describe('isInvited', () => {
  const account = { accountId: '111122223333', email: 'Root@example.com' };

  it('knows an account by its id or by its address in any case', () => {
    expect(isInvited(open, account)).toBe(true);
    expect(isInvited(open, { ...account, accountId: '444455556666' })).toBe(false);
    const byEmail: Handshake = { ...open, party: { type: 'EMAIL', id: 'rOOT@example.com' } };
    expect(isInvited(byEmail, account)).toBe(true);
    expect(isInvited(byEmail, { ...account, email: 'other@example.com' })).toBe(false);
  });
});
