/** An identity provider by which people sign in at the console, and what they are here. */
export interface OpenIdSettings {
  /** Its identifier, below which `.well-known/openid-configuration` lies. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  /** What the button of the sign-in page calls it. */
  readonly name: string;
  /** Where browsers reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly scope: string;
  /** The claim that names the person in the trail of calls; `sub` where it is absent. */
  readonly nameClaim: string;
  /** The first that fits decides; who fits none is refused. */
  readonly roles: readonly RoleRule[];
}

export interface RoleRule {
  readonly claim: string;
  /** The claim is this text, or a list that has it. */
  readonly value: string;
  /** ARN of the role that such a person acts as. */
  readonly role: string;
}

const ROLE_ARN = /^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\u0021-\u007e]+$/;
const KNOWN = ['issuer', 'clientId', 'clientSecret', 'name', 'scope', 'nameClaim', 'roles'];

/** Reads the operator's JSON. Throws an Error whose text is for the operator. */
export function parseOpenIdSettings(text: string, publicUrl: string): OpenIdSettings {
  const given = recordOf(JSON.parse(text), 'the file');
  const unknown = Object.keys(given).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not a setting of it`);
  const { clientSecret, roles } = given;
  if (!Array.isArray(roles) || roles.length === 0) {
    throw new Error('"roles" must be a list with at least one rule');
  }
  if (clientSecret !== undefined && typeof clientSecret !== 'string') {
    throw new Error('"clientSecret" must be a text');
  }
  const issuer = textOf(given, 'issuer');
  if (!isSafe(issuer)) throw new Error('"issuer" must be an https address');
  if (!isSafe(publicUrl)) throw new Error('sign-in needs an https address of this server');
  return {
    ...{ issuer, clientId: textOf(given, 'clientId'), publicUrl: publicUrl.replace(/\/+$/, '') },
    ...(clientSecret !== undefined && { clientSecret }),
    name: textOf(given, 'name', new URL(issuer).hostname),
    scope: textOf(given, 'scope', 'openid email'),
    nameClaim: textOf(given, 'nameClaim', 'email'),
    roles: roles.map(ruleOf),
  };
}

/** Tokens travel to it: in the clear only inside this machine. */
export function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(protocol, hostname);
}

export function isLoopback(protocol: string, hostname: string): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function ruleOf(value: unknown, index: number): RoleRule {
  const rule = recordOf(value, `rule ${index + 1} of "roles"`);
  const role = textOf(rule, 'role');
  if (!ROLE_ARN.test(role)) throw new Error(`"${role}" is not the ARN of a role`);
  return { claim: textOf(rule, 'claim'), value: textOf(rule, 'value'), role };
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} must be a JSON object`);
  }
  return value as Record<string, unknown>;
}

function textOf(from: Readonly<Record<string, unknown>>, name: string, otherwise?: string): string {
  const value = from[name] ?? otherwise;
  if (typeof value !== 'string' || value === '') throw new Error(`"${name}" must be a text`);
  return value;
}
