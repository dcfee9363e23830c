import { MalformedPolicy, parsePolicy } from '../authorise/policy/parse-policy.ts';
import type { Policy } from '../authorise/policy/policy.ts';
import type { ReadDocument } from './read-document.ts';

export type SubjectKind =
  | 'template'
  | 'scp'
  | 'key-policy'
  | 'bucket-policy'
  | 'stack-set'
  | 'attachments';

/** A file that is looked at, and what it is. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly document: ReadDocument;
  /** As text, of a policy. */
  readonly policyText: string;
  /** Read and checked, of a policy. */
  readonly policy?: Policy;
}

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The member of an object, of whatever is no object undefined. */
export function memberOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value);
}

/** A file that is none of the kinds that can be looked at. */
export class UnknownSubject extends Error {}

const ADVICE =
  'a template, a service control policy, a key policy, a bucket policy, the arguments of a ' +
  'stack set, or the attachments of policies';

/** What a document is, by what is in it. Throws UnknownSubject. */
export function subjectOf(document: ReadDocument): Subject {
  const { value, file } = document;
  const plain = { document, policyText: '' };
  if (isObject(memberOf(value, 'Resources'))) return { ...plain, kind: 'template' };
  if (memberOf(value, 'StackSetName') !== undefined) return { ...plain, kind: 'stack-set' };
  if (Array.isArray(memberOf(value, 'Targets'))) return { ...plain, kind: 'attachments' };
  if (memberOf(value, 'Statement') === undefined) {
    throw new UnknownSubject(`${file} is none of these: ${ADVICE}.`);
  }
  return policySubject(document, policyKind(value));
}

export function policySubject(
  document: ReadDocument,
  kind: 'scp' | 'key-policy' | 'bucket-policy',
): Subject {
  const policyText = JSON.stringify(document.value);
  try {
    const policy = parsePolicy(policyText, kind === 'scp' ? 'scp' : 'resource');
    return { kind, document, policyText, policy };
  } catch (error) {
    if (!(error instanceof MalformedPolicy)) throw error;
    throw new UnknownSubject(`${document.file}: ${error.message} ${error.detail}`);
  }
}

/** Only policies of resources name principals; keys know actions of KMS only. */
function policyKind(value: unknown): 'scp' | 'key-policy' | 'bucket-policy' {
  const statements = listOf(memberOf(value, 'Statement'));
  const named = statements.some((one) => memberOf(one, 'Principal') !== undefined);
  if (!named) return 'scp';
  const actions = statements.flatMap((one) => listOf(memberOf(one, 'Action')));
  return actions.some((action) => String(action).startsWith('s3:'))
    ? 'bucket-policy'
    : 'key-policy';
}
