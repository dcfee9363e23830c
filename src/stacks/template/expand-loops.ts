import { TEMPLATE_LOOP_ITEMS_MAX } from '../../limits.ts';
import { templateError } from './invalid.ts';
import { isList, isMap, isScalar, type Value, type ValueMap } from './value.ts';

const PREFIX = 'Fn::ForEach::';

/**
 * Every Fn::ForEach of the template written out, once for each item of its collection.
 * `collection` evaluates what the collection is, from parameters and mappings alone.
 */
export function expandLoops(value: Value, collection: (value: Value) => Value | undefined): Value {
  if (isList(value)) return value.map((item) => expandLoops(item, collection));
  if (!isMap(value)) return value;
  const expanded: Record<string, Value> = {};
  for (const [key, item] of Object.entries(value)) {
    const made = key.startsWith(PREFIX) ? loop(key, item, collection) : { [key]: item };
    for (const [name, one] of Object.entries(made)) {
      if (Object.hasOwn(expanded, name)) throw templateError(`${key} makes ${name} twice`);
      expanded[name] = expandLoops(one, collection);
    }
  }
  return expanded;
}

function loop(
  key: string,
  argument: Value,
  collection: (value: Value) => Value | undefined,
): ValueMap {
  const [identifier, over, body] = isList(argument) && argument.length === 3 ? argument : [];
  if (typeof identifier !== 'string' || over === undefined || !isMap(body)) {
    throw templateError(
      `${key} layout is incorrect: identifier, collection and fragment are needed`,
    );
  }
  const items = isList(over) ? over.flatMap((one) => collection(one) ?? []) : collection(over);
  if (!isList(items) || !items.every(isScalar)) {
    throw templateError(`${key} could not resolve its collection to a list of texts`);
  }
  if (items.length > TEMPLATE_LOOP_ITEMS_MAX) throw templateError(`${key} has too many items`);
  const copies = items.map((item) => replaced(body, identifier, String(item)) as ValueMap);
  const names = copies.flatMap((copy) => Object.keys(copy));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw templateError(`${key} makes ${twice} twice`);
  return Object.assign({}, ...copies);
}

/** `${Name}` keeps what it is given, `&{Name}` loses what no logical id may hold. */
function replaced(value: Value, identifier: string, item: string): Value {
  if (typeof value === 'string') {
    return value
      .replaceAll(`\${${identifier}}`, item)
      .replaceAll(`&{${identifier}}`, item.replace(/[^A-Za-z0-9]/g, ''));
  }
  if (isList(value)) return value.map((one) => replaced(one, identifier, item));
  if (!isMap(value)) return value;
  if (value.Ref === identifier) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      replaced(key, identifier, item),
      replaced(one, identifier, item),
    ]),
  );
}
