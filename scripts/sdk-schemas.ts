/**
 * Reads the runtime schemas that the AWS SDK clients export. This is the only file that knows their
 * undocumented form: it throws at whatever it does not know, so that a new SDK cannot slip
 * something past it.
 */
import type {
  WireConstraint,
  WireMember,
  WireOperation,
  WireShape,
  WireStructure,
  WireType,
} from '../src/api/wire/shapes.ts';
import {
  errorOf,
  httpOf,
  isInHeader,
  MEMBER_TRAITS,
  placeOf,
  traitsOf,
  wireNameOf,
} from './sdk-traits.ts';

/** One service of `wire-constraints.json`. Shape names there are those of AWS's own model. */
export interface Facts {
  readonly constraints: Readonly<Record<string, RawConstraint>>;
  /** Operation → input shape, for the operations that it knows. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Shape → member → constraint; lists call theirs `member`, maps `key` and `value`. */
  readonly members: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** All that the SDK and the facts say of one service. */
export interface Tables {
  readonly operations: Readonly<Record<string, WireOperation>>;
  readonly shapes: Readonly<Record<string, WireShape>>;
  /** Each is one object however many members it constrains. Key: the shape in AWS's model. */
  readonly constraints: ReadonlyMap<string, WireConstraint>;
}

type RawConstraint = Omit<WireConstraint, 'integer'> & { readonly type: string };

// Kinds of schema, the first item of the arrays that the SDK's clients export under `Name$`.
const SIMPLE = 0;
const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;
const UNION = 4;
const OPERATION = 9;
const ERROR = -3;

const LEAVES = new Map<number, { type: WireType; format?: WireMember['timestampFormat'] }>([
  [0, { type: 'string' }],
  [1, { type: 'number' }],
  [2, { type: 'boolean' }],
  [4, { type: 'timestamp' }],
  [5, { type: 'timestamp', format: 'date-time' }],
  [6, { type: 'timestamp', format: 'http-date' }],
  [7, { type: 'timestamp', format: 'epoch-seconds' }],
  [15, { type: 'document' }],
  [21, { type: 'blob' }],
]);

/** Follows the functions that stand for forward references. */
function deref(schema: unknown): unknown {
  return typeof schema === 'function' ? deref(schema()) : schema;
}

function isNamed(schema: unknown): schema is readonly unknown[] {
  return Array.isArray(schema) && schema.length > 2;
}

/**
 * `sdk` is all that the client's package exports. Everything comes sorted by name. Of a service far
 * larger than what is served of it, `only` names the operations that the tables hold; `except`
 * names those that they do not.
 */
export function readTables(
  sdk: Readonly<Record<string, unknown>>,
  facts: Facts,
  { only, except }: { only?: readonly string[]; except?: readonly string[] } = {},
): Tables {
  const builder = new TableBuilder(facts, sdk);
  const operations: [string, WireOperation][] = [];
  for (const [name, schema] of Object.entries(sdk)) {
    if (!name.endsWith('$') || !isNamed(schema)) continue;
    // The synthetic ones are classes of the client, not shapes of the service.
    const synthetic = String(schema[1]).startsWith('smithy.ts.sdk.synthetic');
    const called = String(schema[2]);
    const held = only?.includes(called) !== false && except?.includes(called) !== true;
    if (schema[0] === OPERATION && held) operations.push([called, builder.operation(schema)]);
    // No schema says which operation throws which error: a table holds them all.
    if (schema[0] === ERROR && !synthetic) builder.error(schema);
  }
  return {
    operations: sorted(operations),
    shapes: sorted(builder.shapes),
    constraints: new Map([...builder.constraints].sort(byName)),
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function sorted<T>(entries: Iterable<[string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(byName));
}

/** Gathers a table from the operations and errors it is given, with every shape they reach. */
class TableBuilder {
  /** By the name of the shape in AWS's model. */
  readonly constraints = new Map<string, WireConstraint>();
  readonly shapes = new Map<string, WireShape>();
  /** EC2 calls a member by one name in a call and by another in an answer. */
  private answering = false;

  constructor(
    private readonly facts: Facts,
    private readonly sdk: Readonly<Record<string, unknown>>,
  ) {}

  operation(schema: readonly unknown[]): WireOperation {
    const [, , name, rawTraits, input, output] = schema;
    const traits = traitsOf(rawTraits, ['http', 'idempotent'], String(name));
    this.answering = false;
    const inputName = this.structureName(input);
    this.answering = true;
    const inputShape = inputName === null ? undefined : this.shapes.get(inputName);
    const takesSomething =
      inputShape?.kind === 'structure' && Object.keys(inputShape.members).length > 0;
    return {
      ...(traits.http ? { http: httpOf(traits.http) } : {}),
      input: inputName,
      output: this.structureName(output),
      ...(takesSomething && !(String(name) in this.facts.inputs) ? { unconstrained: true } : {}),
    };
  }

  error(schema: readonly unknown[]): void {
    this.named(schema);
  }

  private structureName(ref: unknown): string | null {
    const schema = deref(ref);
    if (schema === 'unit') return null;
    const type = this.type(schema).type;
    return type.slice(1);
  }

  /** The wire type of any schema; shapes met on the way are added to the table. */
  private type(ref: unknown): { type: WireType; format?: WireMember['timestampFormat'] } {
    const schema = deref(ref);
    if (typeof schema === 'number') return this.numbered(schema);
    if (!isNamed(schema)) throw new Error(`unknown schema ${JSON.stringify(schema)}`);
    if (schema[0] === SIMPLE) return this.type(schema[4]);
    return { type: this.named(schema) };
  }

  private numbered(code: number): { type: WireType; format?: WireMember['timestampFormat'] } {
    const leaf = LEAVES.get(code & 0b0011_1111);
    if (!leaf || code > 0b1011_1111) throw new Error(`unknown schema code ${code}`);
    if (code < 64) return leaf;
    const word = leaf.type.charAt(0).toUpperCase() + leaf.type.slice(1);
    const name = `${code < 128 ? 'List' : 'Map'}Of${word}`;
    this.shapes.set(
      name,
      code < 128 ? { kind: 'list', member: leaf.type } : { kind: 'map', value: leaf.type },
    );
    return { type: `#${name}` };
  }

  private named(schema: readonly unknown[]): WireType {
    const [kind, , rawName] = schema;
    const name = String(rawName);
    if (this.shapes.has(name)) return `#${name}`;
    if (kind === LIST) {
      // Set before its element is read: shapes may contain themselves.
      this.shapes.set(name, { kind: 'list', member: 'string' });
      this.shapes.set(name, { kind: 'list', member: this.element(schema[4], name) });
    } else if (kind === MAP) {
      this.shapes.set(name, { kind: 'map', value: 'string' });
      this.shapes.set(name, { kind: 'map', value: this.element(schema[5], name) });
    } else if (kind === STRUCTURE || kind === UNION || kind === ERROR) {
      this.structure(name, schema);
    } else {
      throw new Error(`${name}: unknown kind of schema ${kind}`);
    }
    return `#${name}`;
  }

  /** Elements of lists and maps may carry traits; none that matters has been seen. */
  private element(ref: unknown, where: string): WireType {
    if (!Array.isArray(ref) || ref.length !== 2) return this.type(ref).type;
    // EC2 names the elements of its lists, in answers always `item`, which its codec knows.
    traitsOf(ref[1], ['xmlName'], where);
    return this.type(ref[0]).type;
  }

  private structure(name: string, schema: readonly unknown[]): void {
    const [kind, , , rawTraits, memberNames, memberSchemas, requiredCount] = schema;
    const traits = traitsOf(rawTraits, ['error', 'httpError', 'awsQueryError', 'sensitive'], name);
    const members: Record<string, WireMember> = {};
    const shape: WireStructure = {
      kind: 'structure',
      ...(kind === UNION ? { union: true } : {}),
      ...(kind === ERROR ? { error: errorOf(name, traits) } : {}),
      members,
    };
    this.shapes.set(name, shape);
    const schemas = memberSchemas as readonly unknown[];
    (memberNames as readonly string[]).forEach((memberName, index) => {
      // The type of an error goes into the header by itself.
      if (kind === ERROR && isInHeader(schemas[index])) return;
      const required = index < Number(requiredCount ?? 0);
      members[memberName] = this.member(name, memberName, schemas[index], required);
    });
  }

  private member(owner: string, name: string, ref: unknown, required: boolean): WireMember {
    const where = `${owner}.${name}`;
    const pair = Array.isArray(ref) && ref.length === 2;
    const target = deref(pair ? ref[0] : ref);
    const traits = {
      ...(isNamed(target) && target[0] === SIMPLE ? traitsOf(target[3], ['sensitive'], where) : {}),
      ...(pair ? traitsOf(ref[1], MEMBER_TRAITS, where) : {}),
    };
    const { type, format } = this.type(target);
    const wire = wireNameOf(name, traits, this.answering);
    return {
      type,
      ...(wire !== undefined && wire !== name ? { wire: String(wire) } : {}),
      ...placeOf(traits),
      ...(required ? { required: true } : {}),
      ...(traits.idempotencyToken ? { idempotencyToken: true } : {}),
      ...(traits.sensitive ? { sensitive: true } : {}),
      ...(format ? { timestampFormat: format } : {}),
      ...this.constraintsOf(owner, name),
    };
  }

  private constraintsOf(owner: string, name: string): Partial<WireMember> {
    const shape = this.facts.members[owner]?.[name];
    if (shape === undefined) return {};
    const own = this.constraint(shape);
    const parts = this.facts.members[shape];
    const element = this.constraint(parts?.member ?? parts?.value);
    const key = this.constraint(parts?.key);
    return {
      ...(own ? { constraint: own } : {}),
      ...(element ? { elementConstraint: element } : {}),
      ...(key ? { keyConstraint: key } : {}),
    };
  }

  private constraint(shape: string | undefined): WireConstraint | undefined {
    const raw = shape === undefined ? undefined : this.facts.constraints[shape];
    if (shape === undefined || raw === undefined) return undefined;
    const former = this.constraints.get(shape);
    if (former) return former;
    const { type, enum: known, ...rest } = raw;
    const values = new Set([...(known ?? []), ...Object.values(Object(this.sdk[shape]))]);
    const constraint: WireConstraint = {
      ...rest,
      ...(type === 'integer' ? { integer: true } : {}),
      ...(known ? { enum: [...values].map(String) } : {}),
    };
    this.constraints.set(shape, constraint);
    return constraint;
  }
}
