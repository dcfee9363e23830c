import type { Violations } from '../violations.ts';
import type { LeafShape, Member, Shape, StructureShape } from '../wire/resolve-service.ts';
import { readTimestamp, writeTimestamp } from './timestamps.ts';

type Json = Readonly<Record<string, unknown>>;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * SDK-shaped input from parsed JSON. Members that the table lacks are ignored and null counts as
 * absent, as AWS has it; a value of a wrong type is a violation and left out.
 */
export function readStructure(
  json: Json,
  members: readonly Member[],
  violations: Violations,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const member of members) {
    const raw = json[member.wire];
    if (raw === undefined || raw === null) continue;
    violations.path.push(member.wire);
    const value = readValue(raw, member.shape, member.sensitive, violations);
    if (value !== undefined) input[member.name] = value;
    violations.path.pop();
  }
  return input;
}

export function isObject(raw: unknown): raw is Json {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function readValue(raw: unknown, shape: Shape, hide: boolean, violations: Violations): unknown {
  switch (shape.kind) {
    case 'leaf':
      return readLeaf(raw, shape, hide, violations);
    case 'structure':
      if (isObject(raw)) return readStructure(raw, shape.members, violations);
      return wrongType('an object', raw, hide, violations);
    case 'list':
      if (Array.isArray(raw)) {
        return raw.map((item, index) => readPart(index, item, shape.element, hide, violations));
      }
      return wrongType('a list', raw, hide, violations);
    case 'map':
      if (isObject(raw)) {
        const entries = Object.entries(raw).map(
          ([key, item]) => [key, readPart(key, item, shape.value, hide, violations)] as const,
        );
        return Object.fromEntries(entries);
      }
      return wrongType('a map', raw, hide, violations);
  }
}

/** An element of a list or map; null is none. */
function readPart(
  key: string | number,
  raw: unknown,
  shape: Shape,
  hide: boolean,
  violations: Violations,
): unknown {
  violations.path.push(String(key));
  const value = readValue(raw, shape, hide, violations);
  violations.path.pop();
  return value;
}

function readLeaf(raw: unknown, shape: LeafShape, hide: boolean, violations: Violations): unknown {
  switch (shape.type) {
    case 'string':
      return typeof raw === 'string' ? raw : wrongType('a string', raw, hide, violations);
    case 'number':
      return typeof raw === 'number' ? raw : wrongType('a number', raw, hide, violations);
    case 'boolean':
      return typeof raw === 'boolean' ? raw : wrongType('a boolean', raw, hide, violations);
    case 'timestamp': {
      const date = readTimestamp(raw, shape.format ?? 'epoch-seconds');
      return date ?? wrongType('a timestamp', raw, hide, violations);
    }
    case 'blob':
      if (typeof raw === 'string' && BASE64.test(raw)) {
        return new Uint8Array(Buffer.from(raw, 'base64'));
      }
      return wrongType('base64 text', raw, hide, violations);
    case 'document':
      return raw;
  }
}

function wrongType(wanted: string, raw: unknown, hide: boolean, violations: Violations): undefined {
  violations.add('type', `Member must be ${wanted}`, hide ? undefined : raw);
  return undefined;
}

/** What goes into `JSON.stringify`: only what the table lists, in wire names, nothing undefined. */
export function writeStructure(output: Json, { members }: StructureShape): Json {
  const json: Record<string, unknown> = {};
  for (const member of members) {
    const value = output[member.name];
    if (value === undefined || value === null) continue;
    json[member.wire] = writeValue(value, member.shape);
  }
  return json;
}

function writeValue(value: unknown, shape: Shape): unknown {
  switch (shape.kind) {
    case 'leaf':
      if (value instanceof Date) return writeTimestamp(value, shape.format ?? 'epoch-seconds');
      if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
      return value;
    case 'structure':
      return writeStructure(value as Json, shape);
    case 'list':
      return (value as readonly unknown[]).map((item) => writeValue(item, shape.element));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as Json)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => [key, writeValue(item, shape.value)]),
      );
  }
}
