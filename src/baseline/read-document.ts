import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Tags } from 'yaml';

/** A JSON or YAML file as it was read: its value, and on which line a part of it stands. */
export interface ReadDocument {
  readonly file: string;
  readonly value: unknown;
  /** From 1; the nearest line above where the part itself is not in the file. */
  lineOf(path: readonly (string | number)[]): number;
}

/** A file that cannot be read as JSON or YAML. */
export class UnreadableDocument extends Error {}

/** CloudFormation's short forms, each read as its long form. */
const SHORT_FORMS = [
  'Base64',
  'Cidr',
  'And',
  'Equals',
  'If',
  'Not',
  'Or',
  'FindInMap',
  'GetAZs',
  'ImportValue',
  'Join',
  'Select',
  'Split',
  'Sub',
  'Transform',
] as const;

const customTags: Tags = [
  scalarTag('Ref', (text) => ({ Ref: text })),
  scalarTag('Condition', (text) => ({ Condition: text })),
  scalarTag('GetAtt', (text) => ({ 'Fn::GetAtt': text.split('.') })),
  ...(['map', 'seq'] as const).map((collection) => ({
    tag: '!GetAtt',
    collection,
    resolve: (node: { toJSON(): unknown }) => ({ 'Fn::GetAtt': node.toJSON() }),
  })),
  ...SHORT_FORMS.flatMap((name) => [
    scalarTag(name, (text) => ({ [`Fn::${name}`]: text })),
    ...(['map', 'seq'] as const).map((collection) => ({
      tag: `!${name}`,
      collection,
      resolve: (node: { toJSON(): unknown }) => ({ [`Fn::${name}`]: node.toJSON() }),
    })),
  ]),
] as Tags;

function scalarTag(name: string, resolve: (text: string) => unknown) {
  return { tag: `!${name}`, resolve };
}

/** Throws UnreadableDocument, whose text says where. */
export function readDocument(file: string, text: string): ReadDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { customTags, lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw new UnreadableDocument(`${file}:${line}: ${error.message.split('\n')[0]}`);
  }
  return {
    file,
    value: document.toJS({ maxAliasCount: 100 }),
    lineOf(path) {
      let node: unknown = document.contents;
      let line = 1;
      for (const step of path) {
        let next: unknown;
        if (isMap(node)) {
          const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
          next = pair?.value;
          line = lineAt(pair?.key, lines) ?? line;
        } else if (isSeq(node)) {
          next = node.items[Number(step)];
          line = lineAt(next, lines) ?? line;
        }
        if (next === undefined) break;
        node = next;
      }
      return line;
    },
  };
}

function lineAt(node: unknown, lines: LineCounter): number | undefined {
  const range = (node as { range?: readonly number[] | null } | undefined)?.range;
  return range?.[0] === undefined ? undefined : lines.linePos(range[0]).line;
}
