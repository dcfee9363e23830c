import { bodies } from './attempts.ts';

/** What a call was answered with; without a code, it was carried out. */
export interface Answered {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** Somebody whose calls are tried. */
export interface TriedRole {
  readonly name: string;
  /** Is it one that the guard spares? */
  readonly isSpared: boolean;
  call(action: string): Promise<Answered>;
}

export type Outcome = 'denied by the guard' | 'denied otherwise' | 'let through' | 'not tried';

export interface Proof {
  readonly role: string;
  readonly action: string;
  readonly outcome: Outcome;
  readonly isAsWanted: boolean;
  /** What the service said. */
  readonly message: string;
}

/**
 * Tries every action that the guard is about. A member must be denied by a service control policy,
 * and not only because its own policies happen to allow nothing; a spared role must not be.
 * `hasDetector` false leaves out the one call that would make something.
 */
export async function verifyGuard(
  roles: readonly TriedRole[],
  hasDetector: boolean,
): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  for (const role of roles) {
    const attempts = Object.keys(bodies).map(async (action) => {
      if (action === 'CreateDetector' && !hasDetector) {
        const message = 'the account has no detector: the call would make one';
        return proofOf(role, action, 'not tried', message);
      }
      const { code, message = '' } = await role.call(action);
      return proofOf(role, action, outcomeOf(code, message), message);
    });
    proofs.push(...(await Promise.all(attempts)));
  }
  return proofs;
}

function proofOf(role: TriedRole, action: string, outcome: Outcome, message: string): Proof {
  const wanted: readonly Outcome[] = role.isSpared
    ? ['let through', 'denied otherwise', 'not tried']
    : ['denied by the guard'];
  return { role: role.name, action, outcome, isAsWanted: wanted.includes(outcome), message };
}

/** Whoever is let through is told that nothing is there, which is no denial. */
function outcomeOf(code: string | undefined, message: string): Outcome {
  if (!/^AccessDenied/.test(code ?? '')) return 'let through';
  return message.includes('explicit deny in a service control policy')
    ? 'denied by the guard'
    : 'denied otherwise';
}
