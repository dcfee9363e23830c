import type { OpenIdSettings } from './open-id-settings.ts';

/** Whom the claims of an identity token stand for here. */
export interface Who {
  readonly roleArn: string;
  /** Names the person in the session, and so in the trail of calls. */
  readonly sessionName: string;
}

const NAME_MAX = 64;

/** By the first rule that fits; undefined for a stranger. */
export function whoOfClaims(
  claims: Readonly<Record<string, unknown>>,
  { roles, nameClaim }: Pick<OpenIdSettings, 'roles' | 'nameClaim'>,
): Who | undefined {
  const rule = roles.find(({ claim, value }) => says(claims[claim], value));
  if (rule === undefined) return undefined;
  const name = [claims[nameClaim], claims.sub].find((one) => typeof one === 'string');
  return { roleArn: rule.role, sessionName: sessionNameOf(String(name ?? '')) };
}

function says(claim: unknown, value: string): boolean {
  return Array.isArray(claim) ? claim.includes(value) : claim === value;
}

/** What is no letter of a session's name becomes `_`; a name has two letters at least. */
function sessionNameOf(name: string): string {
  return name
    .replace(/[^\w+=,.@-]/g, '_')
    .slice(0, NAME_MAX)
    .padEnd(2, '_');
}
