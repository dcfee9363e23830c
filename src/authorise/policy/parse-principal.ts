import type { Refuse } from './parse-policy.ts';
import type { PolicyKind, PrincipalPatterns, PrincipalType } from './policy.ts';
import { isObject, textsOf } from './policy-json.ts';

const TYPES: readonly string[] = [
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
] satisfies PrincipalType[];

/** Undefined where the kind of document names none: its principal is whom it is attached to. */
export function parsePrincipal(
  fields: Readonly<Record<string, unknown>>,
  where: string,
  kind: PolicyKind,
  refuse: Refuse,
): PrincipalPatterns | undefined {
  const { Principal, NotPrincipal } = fields;
  const field = Principal === undefined ? 'NotPrincipal' : 'Principal';
  const value = Principal ?? NotPrincipal;
  if (kind === 'identity' || kind === 'scp') {
    if (value === undefined) return undefined;
    return refuse({ is: 'prohibited', field }, `${where} must not name a principal.`);
  }
  if (kind === 'trust' && NotPrincipal !== undefined) {
    refuse({ is: 'prohibited', field: 'NotPrincipal' }, `${where} must say whom it trusts.`);
  }
  if (value === undefined) {
    return refuse({ is: 'missing', field: 'Principal' }, `${where} has no Principal.`);
  }
  if (Principal !== undefined && NotPrincipal !== undefined) {
    refuse({ is: 'syntax' }, `${where} has Principal and NotPrincipal.`);
  }
  const negated = Principal === undefined;
  if (value === '*') return { negated, names: { AWS: ['*'] } };
  if (!isObject(value) || Object.keys(value).length === 0) {
    return refuse({ is: 'syntax' }, `${field} of ${where} must be "*" or name a type.`);
  }
  return { negated, names: namesOf(value, `${field} of ${where}`, refuse) };
}

function namesOf(
  value: Readonly<Record<string, unknown>>,
  where: string,
  refuse: Refuse,
): PrincipalPatterns['names'] {
  const names: Partial<Record<PrincipalType, readonly string[]>> = {};
  for (const [type, given] of Object.entries(value)) {
    if (!TYPES.includes(type)) refuse({ is: 'syntax' }, `${where} has an unknown type ${type}.`);
    const texts = textsOf(given);
    if (texts === undefined || texts.length === 0) {
      return refuse({ is: 'syntax' }, `${type} of ${where} must be a text or a list of texts.`);
    }
    for (const name of texts) {
      if (!isPrincipal(type as PrincipalType, name)) {
        refuse({ is: 'principal', type, name }, `${where} names ${name}, which is no principal.`);
      }
    }
    names[type as PrincipalType] = texts;
  }
  return names;
}

const ACCOUNT = /^\d{12}$/;
const ROOT_OR_NAMED = /^arn:aws(-[a-z-]+)?:iam::\d{12}:(root|(user|role)\/[\w+=,.@/-]+)$/;
const SESSION = /^arn:aws(-[a-z-]+)?:sts::\d{12}:(assumed-role|federated-user)\/[\w+=,.@/-]+$/;
/** What IAM puts in the place of a user or a role that has been deleted. */
const UNIQUE_ID = /^(AIDA|AROA)[A-Z0-9]{12,124}$/;
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com|amazonaws\.com\.cn|amazon\.com)$/;

/** Wildcards are not for parts of a name: a principal is one, or everybody. */
function isPrincipal(type: PrincipalType, name: string): boolean {
  switch (type) {
    case 'AWS':
      return (
        name === '*' ||
        ACCOUNT.test(name) ||
        ROOT_OR_NAMED.test(name) ||
        SESSION.test(name) ||
        UNIQUE_ID.test(name)
      );
    case 'Service':
      return SERVICE.test(name);
    case 'Federated':
      return /^[\w.:/+=,@-]+$/.test(name);
    case 'CanonicalUser':
      return /^[0-9a-f]{64}$/.test(name);
  }
}
