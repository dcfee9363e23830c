import type { GuardDutyClient } from '@aws-sdk/client-guardduty';
import type { WireStructure, WireType } from '../../src/api/wire/shapes.ts';
import { wireServices } from '../../src/api/wire/wire-services.ts';

const { operations, shapes } = wireServices.guardduty;

/**
 * The model requires these, and says of them in words that an account without an administrator
 * gets an answer without content; clients go by the words.
 */
const emptyFor = new Map([
  ['GetAdministratorAccount', '.administrator is required and not there'],
  ['GetMasterAccount', '.master is required and not there'],
]);

/** What of an HTTP answer is looked at before the SDK takes it. */
interface RawAnswer {
  readonly statusCode: number;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/**
 * Has every answer that this client gets compared with the SDK's model before the SDK, which
 * overlooks what it does not know, reads it. A call whose answer is not as modelled throws.
 */
export function checkAnswers(client: GuardDutyClient): GuardDutyClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const response = result.response as RawAnswer;
        const body = await collect(response.body);
        response.body = body;
        if (response.statusCode >= 300) return result;
        const name = commandName.replace(/Command$/, '');
        const found = violationsOfAnswer(name, JSON.parse(body.toString('utf8') || '{}'));
        if (found.length > 0) throw new Error(`${name} answered otherwise: ${found.join('; ')}`);
        return result;
      },
    { step: 'deserialize', priority: 'low', name: 'checkAnswers' },
  );
  return client;
}

async function collect(body: RawAnswer['body']): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Where the body of an answer of this operation is not as the SDK's model has it. */
export function violationsOfAnswer(operation: string, body: unknown): string[] {
  const { output } = operations[operation] ?? {};
  if (output === undefined) return [`the model has no ${operation}`];
  if (output === null) return [];
  const found = valueViolations(body, `#${output}`, '');
  return found.filter((violation) => violation !== emptyFor.get(operation));
}

function valueViolations(value: unknown, type: WireType, path: string): string[] {
  if (!type.startsWith('#')) return leafViolations(value, type, path);
  const shape = shapes[type.slice(1)];
  if (shape === undefined) return [`${path} is of no known shape`];
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, at) => valueViolations(item, shape.member, `${path}.${at}`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${path} is no object`];
  }
  const entries = Object.entries(value);
  if (shape.kind === 'map') {
    return entries.flatMap(([key, item]) => valueViolations(item, shape.value, `${path}.${key}`));
  }
  return structureViolations(new Map(entries), shape, path);
}

function structureViolations(
  given: ReadonlyMap<string, unknown>,
  shape: WireStructure,
  path: string,
): string[] {
  const members = new Map(
    Object.entries(shape.members).map(([name, member]) => [member.wire ?? name, member]),
  );
  const unknown = [...given.keys()].filter((name) => !members.has(name));
  const missing = [...members].filter(([name, { required }]) => required && !given.has(name));
  return [
    ...unknown.map((name) => `${path}.${name} is in no model`),
    ...missing.map(([name]) => `${path}.${name} is required and not there`),
    ...[...members].flatMap(([name, { type }]) =>
      given.has(name) ? valueViolations(given.get(name), type, `${path}.${name}`) : [],
    ),
  ];
}

function leafViolations(value: unknown, type: string, path: string): string[] {
  const wanted = { timestamp: 'number', blob: 'string' }[type] ?? type;
  if (wanted === 'document' || typeof value === wanted) return [];
  return [`${path} is ${typeof value}, not ${wanted}`];
}
