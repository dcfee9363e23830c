import { actionResources } from './action-resources.ts';

/** What an action is about; `required` where it always is. */
export interface ResourceType {
  readonly name: string;
  readonly required: boolean;
}

const tables = new Map(
  Object.entries(actionResources).map(([service, { actions }]) => [service, tableOf(actions)]),
);

/**
 * The resource types that an action is authorised on; none for one that only `*` matches.
 * Undefined for an action that AWS's reference does not know.
 */
export function resourceTypesOf(
  service: string,
  operation: string,
): readonly ResourceType[] | undefined {
  return tables.get(service)?.get(operation);
}

/** The form of the ARN of a resource type, with `${Partition}` and other names to be filled in. */
export function arnForm(service: string, type: string): string | undefined {
  return actionResources[service]?.arns[type];
}

function tableOf(
  actions: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly ResourceType[]> {
  const table = new Map<string, readonly ResourceType[]>();
  for (const [about, lines] of Object.entries(actions)) {
    const types = about === '' ? [] : about.split(', ').map(typeOf);
    for (const name of lines.flatMap((line) => line.split(' '))) table.set(name, types);
  }
  return table;
}

function typeOf(text: string): ResourceType {
  const required = !text.endsWith('?');
  return { name: required ? text : text.slice(0, -1), required };
}
