import { FORM_NAME_PARTS_MAX, FORM_PARAMETERS_MAX } from '../../limits.ts';
import { MalformedInput } from '../malformed-input.ts';
import type { Violations } from '../violations.ts';
import type { LeafShape, Shape, StructureShape } from '../wire/resolve-service.ts';
import { readTimestamp } from './timestamps.ts';

/**
 * `name=value` pairs of a query or of a form body, decoded, in their order.
 * Throws `MalformedInput` at a bad percent escape and at more pairs than anyone needs.
 */
export function readPairs(text: string, where: 'query' | 'body'): [string, string][] {
  if (text === '') return [];
  const parts = text.split('&', FORM_PARAMETERS_MAX + 1);
  if (parts.length > FORM_PARAMETERS_MAX) {
    throw new MalformedInput(`More than ${FORM_PARAMETERS_MAX} parameters`, where);
  }
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      if (at < 0) return [decode(part, where), ''];
      return [decode(part.slice(0, at), where), decode(part.slice(at + 1), where)];
    });
}

function decode(text: string, where: 'query' | 'body'): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch (error) {
    throw new MalformedInput('A parameter has a bad percent escape', where, { cause: error });
  }
}

/** awsQuery names as a tree: `Tags.member.1.Key=a` is Tags → member → 1 → Key. */
interface Node {
  text?: string;
  readonly parts: Map<string, Node>;
}

/** EC2 numbers the elements of a list right behind its name: `RegionName.1`, no `member`. */
export type FormStyle = 'aws' | 'ec2';

/**
 * SDK-shaped input from the pairs of an awsQuery call. Names that the table lacks are ignored, as
 * AWS has it. Throws `MalformedInput` where a name is given twice.
 */
export function readForm(
  pairs: readonly (readonly [string, string])[],
  shape: StructureShape,
  violations: Violations,
  style: FormStyle = 'aws',
): Record<string, unknown> {
  const root: Node = { parts: new Map() };
  for (const [name, value] of pairs) {
    let node = root;
    const parts = name.split('.', FORM_NAME_PARTS_MAX + 1);
    if (parts.length > FORM_NAME_PARTS_MAX)
      throw new MalformedInput('A parameter name is nested too deep', 'body');
    for (const part of parts) {
      let next = node.parts.get(part);
      if (!next) {
        next = { parts: new Map() };
        node.parts.set(part, next);
      }
      node = next;
    }
    if (node.text !== undefined) throw new MalformedInput('A parameter is given twice', 'body');
    node.text = value;
  }
  return readStructure(root, shape, violations, style);
}

function readStructure(
  node: Node,
  shape: StructureShape,
  violations: Violations,
  style: FormStyle,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const member of shape.members) {
    const part = node.parts.get(member.wire);
    if (!part) continue;
    violations.path.push(member.wire);
    const value = readNode(part, member.shape, member.sensitive, violations, style);
    if (value !== undefined) input[member.name] = value;
    violations.path.pop();
  }
  return input;
}

function readNode(
  node: Node,
  shape: Shape,
  hide: boolean,
  violations: Violations,
  style: FormStyle,
): unknown {
  switch (shape.kind) {
    case 'structure':
      return readStructure(node, shape, violations, style);
    case 'list': {
      // An empty list is sent as the bare name: `Tags=`.
      const items = inOrder(style === 'ec2' ? node : node.parts.get('member'));
      return items.map((item, index) => {
        violations.path.push(String(index));
        const value = readNode(item, shape.element, hide, violations, style);
        violations.path.pop();
        return value;
      });
    }
    case 'map': {
      const entries = inOrder(node.parts.get('entry')).map((entry) => {
        const key = entry.parts.get('key')?.text ?? '';
        const item = entry.parts.get('value') ?? { text: '', parts: new Map() };
        violations.path.push(key);
        const value = readNode(item, shape.value, hide, violations, style);
        violations.path.pop();
        return [key, value] as const;
      });
      return Object.fromEntries(entries);
    }
    case 'leaf':
      return readLeafText(node.text ?? '', shape, hide, violations);
  }
}

/** The numbered parts of a list, ascending; gaps in the numbering are no elements. */
function inOrder(list: Node | undefined): Node[] {
  return [...(list?.parts ?? [])]
    .filter(([index]) => /^\d{1,9}$/.test(index))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, node]) => node);
}

/** A leaf that travels as text: in a form, a query or a label. */
export function readLeafText(
  text: string,
  shape: LeafShape,
  hide: boolean,
  violations: Violations,
): unknown {
  const wrong = (wanted: string): undefined => {
    violations.add('type', `Member must be ${wanted}`, hide ? undefined : text);
    return undefined;
  };
  switch (shape.type) {
    case 'string':
      return text;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : wrong('a number');
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      return wrong('a boolean');
    case 'timestamp':
      return readTimestamp(text, shape.format ?? 'date-time') ?? wrong('a timestamp');
    case 'blob':
      return new Uint8Array(Buffer.from(text, 'base64'));
    case 'document':
      return wrong('sent as JSON');
  }
}
