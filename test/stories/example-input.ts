import type {
  WireMember,
  WireService,
  WireStructure,
  WireType,
} from '../../src/api/wire/shapes.ts';

/** Values for members that name somebody's things, by member name. */
export type Known = Readonly<Record<string, string>>;

/**
 * An input that passes validation, made from the wire table alone: required members and those that
 * `known` has a value for. New operations are covered by themselves.
 */
export function exampleInput(wire: WireService, operation: string, known: Known): object {
  const name = wire.operations[operation]?.input;
  if (name === undefined) throw new Error(`${operation} is not in the table`);
  return name === null ? {} : structure(wire, name, known, 0);
}

function structure(wire: WireService, name: string, known: Known, depth: number): object {
  const shape = wire.shapes[name] as WireStructure;
  const members = Object.entries(shape.members);
  const taken = members.filter(([key, member]) => member.required || known[singular(key)]);
  const chosen = shape.union && taken.length === 0 ? members.slice(0, 1) : taken;
  return Object.fromEntries(
    chosen.map(([key, member]) => [key, value(wire, key, member, known, depth)]),
  );
}

function value(
  wire: WireService,
  key: string,
  member: WireMember,
  known: Known,
  depth: number,
): unknown {
  const given = known[singular(key)];
  const { constraint } = member;
  if (member.type.startsWith('#')) return composite(wire, key, member.type, member, known, depth);
  if (given !== undefined) return given;
  if (constraint?.enum) return constraint.enum[0];
  return leaf(member.type, key);
}

function composite(
  wire: WireService,
  key: string,
  type: WireType,
  member: WireMember,
  known: Known,
  depth: number,
): unknown {
  const name = type.slice(1);
  const shape = wire.shapes[name];
  if (shape === undefined || depth > 6) return {};
  if (shape.kind === 'structure') return structure(wire, name, known, depth + 1);
  const element: WireMember =
    shape.kind === 'list'
      ? { type: shape.member, ...constraintOf(member.elementConstraint) }
      : { type: shape.value, ...constraintOf(member.elementConstraint) };
  const one = value(wire, singular(key), element, known, depth + 1);
  return shape.kind === 'list' ? [one] : { example: one };
}

function constraintOf(constraint: WireMember['constraint']): Pick<WireMember, 'constraint'> {
  return constraint === undefined ? {} : { constraint };
}

function leaf(type: WireType, key: string): unknown {
  if (type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type === 'timestamp') return new Date(0);
  if (type === 'blob') return new Uint8Array([123, 125]);
  if (/arn$/i.test(key)) return 'arn:aws:s3:::example-bucket';
  return 'example';
}

/** `AccountIds` and `AccountId` are known under one name. */
function singular(key: string): string {
  return /Ids$|Arns$/.test(key) ? key.slice(0, -1) : key;
}
