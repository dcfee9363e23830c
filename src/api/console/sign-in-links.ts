import { hash } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { randomText } from '../../lib/ids.ts';
import { CONSOLE_LINK_MINUTES, CONSOLE_LINKS_MAX } from '../../limits.ts';

/** 32 letters of 5 bits each: 160 bits, which nobody guesses. */
const TOKEN_CHARACTERS = 32;

/**
 * Tokens that sign in once, for whoever can read what this process prints. Only their hashes are
 * kept, in memory: a restart ends them all.
 */
export class SignInLinks {
  private readonly links = new Map<string, { accessKeyId: string; until: number }>();

  constructor(private readonly clock: Clock) {}

  /** A token that stands for this key, for some minutes. */
  make(accessKeyId: string): string {
    const token = randomText(TOKEN_CHARACTERS);
    const until = this.clock.now() + CONSOLE_LINK_MINUTES * 60_000;
    this.links.set(hash('sha256', token), { accessKeyId, until });
    const oldest = this.links.keys().next().value;
    if (this.links.size > CONSOLE_LINKS_MAX && oldest !== undefined) this.links.delete(oldest);
    return token;
  }

  /** The key that a token stands for. The token is of no use afterwards. */
  take(token: string): string | undefined {
    const name = hash('sha256', token);
    const link = this.links.get(name);
    this.links.delete(name);
    return link !== undefined && this.clock.now() < link.until ? link.accessKeyId : undefined;
  }
}
