import { hash, timingSafeEqual } from 'node:crypto';
import type { Credential } from '../../domain/account.ts';
import type { Principal, PrincipalKind } from '../../domain/principal.ts';
import type { Clock } from '../../lib/clock.ts';
import { accessKeyId, randomText } from '../../lib/ids.ts';
import { type Seal, SealError } from '../../lib/seal.ts';
import { CONSOLE_SESSION_HOURS } from '../../limits.ts';
import type { Store } from '../../store/store.ts';
import type { KeySource } from '../sigv4/verify-signature.ts';

/** Letters of 5 bits: 320 bits. */
const TOKEN_CHARACTERS = 64;

export interface ConsoleSession {
  /** Whoever signed in, with the long-term key of then; or the role that they were given. */
  readonly principal: Principal;
  /** Milliseconds. */
  readonly endsAt: number;
}

export interface SessionKeeping {
  readonly store: Pick<Store, 'credentials'>;
  readonly keys: KeySource;
  readonly seal: Pick<Seal, 'seal' | 'open'>;
  readonly clock: Clock;
}

const SESSION_KINDS = {
  root: 'root-session',
  'root-session': 'root-session',
  user: 'user-session',
  'user-session': 'user-session',
  'role-session': 'role-session',
} as const satisfies Record<PrincipalKind, PrincipalKind>;

interface Ticket {
  readonly id: string;
  readonly token: string;
  readonly key: string;
}

/**
 * Sign-ins, kept among the credentials so that they outlast a restart and end with their user. The
 * browser holds a sealed ticket, the store only the hash of its token; nobody knows a secret for
 * such an entry, so that it signs nothing.
 */
export class ConsoleSessions {
  constructor(private readonly parts: SessionKeeping) {}

  /** Answers the ticket. For the holder of a long-term key, or a role that somebody was given. */
  async begin(principal: Principal): Promise<string> {
    const { store, seal, clock } = this.parts;
    const { accessKeyId: key, kind, ...who } = principal;
    const ticket: Ticket = { id: accessKeyId('ASIA'), token: randomText(TOKEN_CHARACTERS), key };
    const now = clock.now();
    await store.credentials.put({
      ...who,
      accessKeyId: ticket.id,
      kind: SESSION_KINDS[kind],
      sealedSecret: seal.seal(randomText(TOKEN_CHARACTERS)),
      tokenSha256: hash('sha256', ticket.token),
      expiresAt: now + CONSOLE_SESSION_HOURS * 3_600_000,
      createdAt: now,
    });
    return seal.seal(JSON.stringify(ticket));
  }

  /** The sign-in of a ticket, while it lasts and the key that began it still works. */
  async find(sealed: string): Promise<ConsoleSession | undefined> {
    const { store, keys, clock } = this.parts;
    const ticket = this.read(sealed);
    if (ticket === undefined) return undefined;
    const kept = await store.credentials.get(ticket.id);
    if (kept?.expiresAt === undefined || kept.expiresAt <= clock.now()) return undefined;
    if (!isSame(kept.tokenSha256, ticket.token)) return undefined;
    const endsAt = kept.expiresAt;
    if (kept.kind === 'role-session') return { principal: roleOf(kept), endsAt };
    const key = await keys.find(ticket.key);
    if (key === undefined) return undefined;
    if (key.principal.accountId !== kept.accountId) return undefined;
    return { principal: key.principal, endsAt };
  }

  async end(sealed: string): Promise<void> {
    const ticket = this.read(sealed);
    if (ticket !== undefined) await this.parts.store.credentials.delete(ticket.id);
  }

  /** Undefined for what this server did not seal, or sealed with a former master key. */
  private read(sealed: string): Ticket | undefined {
    try {
      return JSON.parse(this.parts.seal.open(sealed)) as Ticket;
    } catch (error) {
      if (error instanceof SealError) return undefined;
      throw error;
    }
  }
}

/** Who acts as a role, by a word of the identity provider: no key began that. */
function roleOf({ accessKeyId: id, accountId, kind, ...kept }: Credential): Principal {
  const { roleName, roleId, rolePath, sessionName, originAccountId } = kept;
  return {
    ...{ kind, accountId, accessKeyId: id },
    ...{ roleName, roleId, rolePath, sessionName, originAccountId },
  };
}

function isSame(tokenSha256: string | undefined, token: string): boolean {
  const given = Buffer.from(hash('sha256', token), 'hex');
  const wanted = Buffer.from(tokenSha256 ?? '', 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
