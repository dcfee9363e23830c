import type { ResolvedOperation } from '../api/wire/resolve-service.ts';
import { seconds } from './user-identity.ts';

type Structure = ResolvedOperation['input'];
type Shape = Structure['members'][number]['shape'];

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
/** How Organizations hides addresses and names of accounts. */
const HIDDEN_BY_ORGANIZATIONS = '****';

/** CloudTrail does not even say that there was a secret key, or a value in confidence. */
const LEFT_OUT = new Set([
  'SecretAccessKey',
  // Of a parameter of a stack.
  'ParameterValue',
  // Of a function: people keep secrets in them.
  'Variables',
]);
/** CloudTrail shows it. It is half of a credential, and the key's id says as much. */
const ALSO_HIDDEN = 'SessionToken';

/**
 * Input or output as CloudTrail writes it: the SDK's names with a small first letter, times as
 * text, no bytes, and nothing that its model calls sensitive. Null where nothing is left.
 */
export function parametersOf(
  value: object | undefined,
  shape: Structure | undefined,
  service: string,
): object | null {
  if (value === undefined || shape === undefined) return null;
  const hidden = service === 'organizations' ? HIDDEN_BY_ORGANIZATIONS : HIDDEN;
  const parameters = structureOf(value as Readonly<Record<string, unknown>>, shape, hidden);
  return Object.keys(parameters).length === 0 ? null : parameters;
}

function structureOf(
  value: Readonly<Record<string, unknown>>,
  shape: Structure,
  hidden: string,
): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const { name, sensitive, shape: inner } of shape.members) {
    const given = value[name];
    if (given === undefined || given === null || LEFT_OUT.has(name)) continue;
    const isHidden = sensitive || name === ALSO_HIDDEN;
    const parameter = isHidden ? hidden : parameterOf(given, inner, hidden);
    if (parameter === undefined) continue;
    parameters[name.charAt(0).toLowerCase() + name.slice(1)] = parameter;
  }
  return parameters;
}

/** Undefined for bytes. A value of a wrong type, which was refused, is left out as well. */
function parameterOf(value: unknown, shape: Shape, hidden: string): unknown {
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) return undefined;
    return value.map((item: unknown) => parameterOf(item, shape.element, hidden) ?? null);
  }
  if (value instanceof Uint8Array) return undefined;
  if (value instanceof Date) return seconds(value.getTime());
  if (shape.kind === 'leaf') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const members = value as Readonly<Record<string, unknown>>;
  if (shape.kind === 'structure') return structureOf(members, shape, hidden);
  const entries = Object.entries(members).map(
    ([key, item]) => [key, parameterOf(item, shape.value, hidden) ?? null] as const,
  );
  return Object.fromEntries(entries);
}
