import type { StackValueMap } from '../../domain/stack.ts';
import type { Provider, Shape } from '../providers/provider.ts';
import { invalid } from '../template/invalid.ts';
import { shapeFaults } from './check-shape.ts';

/** The same in every type that has any. */
const TAGS: Shape = [{ 'Key!': 'text', 'Value!': 'text' }];

/** Throws ValidationError for properties that the type has not, or that it lacks. */
export function checkProperties(
  logicalId: string,
  properties: StackValueMap,
  { properties: rules, check }: Provider,
): void {
  if (rules === undefined) return;
  const { required = [], optional = [], createOnly = [], shapes = {} } = rules;
  const known = new Set([...required, ...optional, ...createOnly]);
  const faults = [
    ...Object.keys(properties)
      .filter((name) => !known.has(name))
      .map((name) => `#: extraneous key [${name}] is not permitted`),
    ...required
      .filter((name) => !Object.hasOwn(properties, name))
      .map((name) => `#: required key [${name}] not found`),
    ...Object.entries(properties).flatMap(([name, value]) => {
      const shape = shapes[name] ?? (name === 'Tags' ? TAGS : 'text');
      return known.has(name) ? shapeFaults(`#/${name}`, value, shape) : [];
    }),
  ];
  if (faults.length > 0) {
    throw invalid(
      `Properties validation failed for resource ${logicalId} with message:\n${faults.join('\n')}`,
    );
  }
  check?.(properties);
}
