import type { Shape, StructureShape } from '../wire/resolve-service.ts';
import { writeTimestamp } from './timestamps.ts';

/** What XML 1.0 has no way to say, not even escaped: most control characters, lone surrogates. */
const UNSPEAKABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const SPECIAL = /[&<>"'\r]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser would turn a bare one into a line feed.
  '\r': '&#13;',
};

/** Text for an element. Characters that XML cannot carry become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(UNSPEAKABLE, '\ufffd')
    .replace(SPECIAL, (character) => ESCAPES[character] ?? character);
}

export function element(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

/**
 * The members of a structure as elements: only what the table lists, nothing undefined. Elements of
 * lists are called `item` by EC2, `member` by all others.
 */
export function writeMembers(
  output: Readonly<Record<string, unknown>>,
  { members }: StructureShape,
  listItem: 'member' | 'item' = 'member',
): string {
  let xml = '';
  for (const member of members) {
    const value = output[member.name];
    if (value === undefined || value === null) continue;
    xml += element(member.wire, writeContent(value, member.shape, listItem));
  }
  return xml;
}

function writeContent(value: unknown, shape: Shape, listItem: 'member' | 'item'): string {
  switch (shape.kind) {
    case 'leaf':
      if (value instanceof Date) {
        return String(writeTimestamp(value, shape.format ?? 'date-time'));
      }
      if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
      return escapeXml(String(value));
    case 'structure':
      return writeMembers(value as Record<string, unknown>, shape, listItem);
    case 'list':
      return (value as readonly unknown[])
        .map((item) => element(listItem, writeContent(item, shape.element, listItem)))
        .join('');
    case 'map':
      return Object.entries(value as Record<string, unknown>)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => {
          const content = element('value', writeContent(item, shape.value, listItem));
          return element('entry', element('key', escapeXml(key)) + content);
        })
        .join('');
  }
}
