import type { StackValue } from '../../domain/stack.ts';
import type { Shape } from '../providers/provider.ts';
import { isList, isMap, isScalar } from '../template/value.ts';

/** Every fault of a value, as CloudFormation words it; `path` is `#/DataSources/S3Logs`. */
export function shapeFaults(path: string, value: StackValue, shape: Shape): string[] {
  if (shape === 'any') return [];
  if (typeof shape === 'string') {
    return isScalar(value) && SCALARS[shape].fits(String(value))
      ? []
      : [mismatch(path, SCALARS[shape].name, value)];
  }
  if (isItems(shape)) {
    if (!isList(value)) return [mismatch(path, 'JSONArray', value)];
    return value.flatMap((item, at) => shapeFaults(`${path}/${at}`, item, shape[0]));
  }
  if (!isMap(value)) return [mismatch(path, 'JSONObject', value)];
  const members = new Map(
    Object.entries(shape).map(([name, inner]) => [name.replace('!', ''), inner]),
  );
  const missing = Object.keys(shape).filter(
    (name) => name.endsWith('!') && !Object.hasOwn(value, name.slice(0, -1)),
  );
  return [
    ...missing.map((name) => `${path}: required key [${name.slice(0, -1)}] not found`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const known = members.get(name);
      if (known === undefined) return [`${path}: extraneous key [${name}] is not permitted`];
      return shapeFaults(`${path}/${name}`, inner, known);
    }),
  ];
}

const SCALARS = {
  text: { name: 'String', fits: () => true },
  number: { name: 'Number', fits: (text: string) => text !== '' && Number.isFinite(Number(text)) },
  flag: { name: 'Boolean', fits: (text: string) => text === 'true' || text === 'false' },
} as const;

function isItems(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function mismatch(path: string, expected: string, value: StackValue): string {
  return `${path}: expected type: ${expected}, found: ${kindOf(value)}`;
}

function kindOf(value: StackValue): string {
  if (isList(value)) return 'JSONArray';
  if (isMap(value)) return 'JSONObject';
  if (typeof value === 'number') return 'Number';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}
