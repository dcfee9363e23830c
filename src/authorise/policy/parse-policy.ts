import { type Fault, MalformedPolicy, malformed } from './malformed-policy.ts';
import { parseActions, parseResources } from './parse-actions.ts';
import { parseConditions } from './parse-conditions.ts';
import { parsePrincipal } from './parse-principal.ts';
import type { Policy, PolicyKind, Statement } from './policy.ts';
import { isObject, parsePolicyJson } from './policy-json.ts';

export { MalformedPolicy };

/** Throws what is wrong with a document of the kind that is being read. */
export type Refuse = (fault: Fault, detail: string) => never;

const DOCUMENT_FIELDS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_FIELDS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/**
 * Reads a policy document and checks it as AWS does when it is stored: what passes here means
 * something to `evaluate`. How long a document may be, and that a managed one must be of version
 * 2012-10-17, is the caller's to check: it depends on what the document is attached to.
 *
 * Throws `MalformedPolicy`, whose `message` is AWS's reason.
 */
export function parsePolicy(text: string, kind: PolicyKind): Policy {
  const refuse: Refuse = (fault, detail) => {
    throw malformed(kind, fault, detail);
  };
  const document = parsePolicyJson(text);
  if (document === undefined) {
    return refuse({ is: 'json' }, 'The text is not one JSON object in which every key is once.');
  }
  for (const field of Object.keys(document)) {
    if (!DOCUMENT_FIELDS.has(field)) {
      refuse({ is: 'prohibited', field }, `A document has no element ${field}.`);
    }
  }
  const { Version = '2008-10-17', Id, Statement } = document;
  if (Version !== '2008-10-17' && Version !== '2012-10-17') {
    return refuse({ is: 'syntax' }, 'Version must be 2012-10-17 or 2008-10-17.');
  }
  if (Id !== undefined && typeof Id !== 'string') {
    return refuse({ is: 'syntax' }, 'Id must be a text.');
  }
  const items = Array.isArray(Statement) ? Statement : [Statement];
  if (Statement === undefined || items.length === 0) {
    return refuse({ is: 'missing', field: 'Statement' }, 'The document has no statement.');
  }
  const statements = items.map((item, index) => parseStatement(item, index, kind, refuse));
  checkSids(statements, kind, refuse);
  return { version: Version, ...(Id === undefined ? {} : { id: Id }), statements };
}

/**
 * Characters of a document as IAM counts them against its quotas: white space outside strings is
 * free, and so is the rest of it, since IAM does not tell them apart.
 */
export function policyCharacters(text: string): number {
  return text.replace(/\s/g, '').length;
}

function parseStatement(
  value: unknown,
  index: number,
  kind: PolicyKind,
  refuse: Refuse,
): Statement {
  const where = `Statement ${index + 1}`;
  if (!isObject(value)) return refuse({ is: 'syntax' }, `${where} is no object.`);
  for (const field of Object.keys(value)) {
    if (!STATEMENT_FIELDS.has(field)) {
      refuse({ is: 'prohibited', field }, `${where} has an element ${field}, which is unknown.`);
    }
  }
  const { Sid: sid, Effect: effect } = value;
  if (effect === undefined) refuse({ is: 'missing', field: 'Effect' }, `${where} has no Effect.`);
  if (effect !== 'Allow' && effect !== 'Deny') {
    return refuse({ is: 'syntax' }, `The Effect of ${where} must be Allow or Deny.`);
  }
  if (sid !== undefined && typeof sid !== 'string') {
    return refuse({ is: 'syntax' }, `The Sid of ${where} must be a text.`);
  }
  const principal = parsePrincipal(value, where, kind, refuse);
  return {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect,
    action: parseActions(value, where, kind, refuse),
    resource: parseResources(value, where, kind, refuse),
    ...(principal === undefined ? {} : { principal }),
    conditions: parseConditions(value.Condition, where, refuse),
  };
}

/**
 * Organizations takes a service control policy in which two statements share a Sid: such policies
 * are in use. Other resources than IAM's own have wider alphabets for Sids.
 */
function checkSids(statements: readonly Statement[], kind: PolicyKind, refuse: Refuse): void {
  const seen = new Set<string>();
  for (const { sid } of statements) {
    if (sid === undefined || sid === '') continue;
    if (kind !== 'resource' && !/^[0-9A-Za-z]*$/.test(sid)) {
      refuse({ is: 'sid-form' }, `The Sid ${sid} has other characters than letters and digits.`);
    }
    if (kind !== 'scp' && seen.has(sid)) {
      refuse({ is: 'sid-twice' }, `Two statements have the Sid ${sid}.`);
    }
    seen.add(sid);
  }
}
