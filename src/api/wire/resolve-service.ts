import type {
  WireConstraint,
  WireLeaf,
  WireMember,
  WireService,
  WireShape,
  WireType,
} from './shapes.ts';

/** A wire table with its names followed: what codecs and validation walk over. */
export interface ResolvedService {
  readonly wire: WireService;
  readonly operations: ReadonlyMap<string, ResolvedOperation>;
}

export interface ResolvedOperation {
  readonly name: string;
  readonly input: StructureShape;
  readonly output: StructureShape | undefined;
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number };
}

export type Shape = LeafShape | StructureShape | ListShape | MapShape;

export interface LeafShape {
  readonly kind: 'leaf';
  readonly type: WireLeaf;
  readonly format: WireMember['timestampFormat'];
}

export interface StructureShape {
  readonly kind: 'structure';
  readonly members: readonly Member[];
  readonly union: boolean;
}

export interface ListShape {
  readonly kind: 'list';
  readonly element: Shape;
}

export interface MapShape {
  readonly kind: 'map';
  readonly value: Shape;
}

export interface Member {
  /** As the SDK spells it. */
  readonly name: string;
  /** As the wire spells it. */
  readonly wire: string;
  readonly in: NonNullable<WireMember['in']> | 'body';
  readonly required: boolean;
  readonly idempotencyToken: boolean;
  readonly sensitive: boolean;
  readonly shape: Shape;
  readonly check: Check | undefined;
  readonly elementCheck: Check | undefined;
  readonly keyCheck: Check | undefined;
}

/** A constraint ready to use. */
export interface Check {
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly integer: boolean;
  /** As the table spells it, for the refusal's text. */
  readonly pattern: string | undefined;
  readonly regExp: RegExp | undefined;
  readonly values: ReadonlySet<string> | undefined;
}

const NOTHING: StructureShape = { kind: 'structure', members: [], union: false };

/** Throws at a table that names a shape it lacks: a fault of the table, found at start-up. */
export function resolveService(wire: WireService): ResolvedService {
  const resolver = new Resolver(wire);
  const operations = new Map<string, ResolvedOperation>();
  for (const [name, operation] of Object.entries(wire.operations)) {
    operations.set(name, {
      name,
      input: operation.input === null ? NOTHING : resolver.structure(operation.input),
      output: operation.output === null ? undefined : resolver.structure(operation.output),
      ...(operation.http ? { http: operation.http } : {}),
    });
  }
  return { wire, operations };
}

class Resolver {
  private readonly shapes = new Map<string, Shape>();
  private readonly checks = new Map<WireConstraint, Check>();

  constructor(private readonly wire: WireService) {}

  structure(name: string): StructureShape {
    const shape = this.named(name);
    if (shape.kind !== 'structure') throw new Error(`${name} is not a structure`);
    return shape;
  }

  private named(name: string): Shape {
    const known = this.shapes.get(name);
    if (known) return known;
    const wire = this.wire.shapes[name];
    if (!wire) throw new Error(`${this.wire.service} has no shape ${name}`);
    return this.build(name, wire);
  }

  /** Shapes may contain themselves, so each is known before its parts are resolved. */
  private build(name: string, wire: WireShape): Shape {
    if (wire.kind === 'structure') {
      const members: Member[] = [];
      const shape: StructureShape = { kind: 'structure', members, union: wire.union === true };
      this.shapes.set(name, shape);
      for (const [member, entry] of Object.entries(wire.members)) {
        members.push(this.member(member, entry));
      }
      return shape;
    }
    const part = this.type(wire.kind === 'list' ? wire.member : wire.value);
    const shape: Shape =
      wire.kind === 'list' ? { kind: 'list', element: part } : { kind: 'map', value: part };
    this.shapes.set(name, shape);
    return shape;
  }

  private type(type: WireType, format?: WireMember['timestampFormat']): Shape {
    if (type.startsWith('#')) return this.named(type.slice(1));
    return { kind: 'leaf', type: type as WireLeaf, format };
  }

  private member(name: string, entry: WireMember): Member {
    return {
      name,
      wire: entry.wire ?? name,
      in: entry.in ?? 'body',
      required: entry.required === true,
      idempotencyToken: entry.idempotencyToken === true,
      sensitive: entry.sensitive === true,
      shape: this.type(entry.type, entry.timestampFormat),
      check: this.check(entry.constraint),
      elementCheck: this.check(entry.elementConstraint),
      keyCheck: this.check(entry.keyConstraint),
    };
  }

  private check(constraint: WireConstraint | undefined): Check | undefined {
    if (!constraint) return undefined;
    const known = this.checks.get(constraint);
    if (known) return known;
    const { min, max, integer, pattern } = constraint;
    const check: Check = {
      min,
      max,
      integer: integer === true,
      pattern,
      // AWS matches the whole value, whether or not the pattern is anchored.
      regExp: pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u'),
      values: constraint.enum ? new Set(constraint.enum) : undefined,
    };
    this.checks.set(constraint, check);
    return check;
  }
}
