import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { element, escapeXml } from '../api/codec/xml.ts';
import { isoMillis } from '../lib/clock.ts';
import { s3Errors } from './s3-error.ts';

/** An element of an answer: its text, its children, or several of the same name. */
export type Xml = string | number | boolean | XmlTree | readonly Xml[] | undefined;
export interface XmlTree {
  readonly [name: string]: Xml;
}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A document with one root; undefined members are left out, lists become repeated elements. */
export function xmlDocument(root: string, tree: XmlTree): string {
  const content = Object.entries(tree).map(([name, value]) => write(name, value));
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<${root} xmlns="${NAMESPACE}">${content.join('')}</${root}>`
  );
}

/** A name may have its attributes behind it; the end of the element has not. */
function write(name: string, value: Xml): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => write(name, one)).join('');
  if (typeof value !== 'object') return element(name, escapeXml(String(value)));
  const parts = Object.entries(value as XmlTree).map(([child, inner]) => write(child, inner));
  const [tag = name] = name.split(' ', 1);
  return tag === name ? element(name, parts.join('')) : `<${name}>${parts.join('')}</${tag}>`;
}

/** `2026-03-02T09:14:27.000Z`. */
export function xmlTime(millis: number): string {
  return isoMillis(millis);
}

export interface ReadXml {
  readonly [name: string]: unknown;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  processEntities: true,
  // Numeric ones too: Go's programs write the quotes around an ETag as &#34;.
  htmlEntities: true,
  isArray: (name) => ['Part', 'Object', 'Tag', 'Rule'].includes(name),
});

/** The content of a document whose root is called so. Throws MalformedXML. */
export function readXml(text: string, root: string): ReadXml {
  // A document type is where entities that swell are declared; S3 has no use for one.
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true)
    throw s3Errors.malformedXml();
  const document: unknown = parser.parse(text);
  const content = member(document, root);
  if (content === '') return {};
  if (typeof content !== 'object' || content === null) throw s3Errors.malformedXml();
  return content as ReadXml;
}

export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as ReadXml)[name];
}

/** The text of an element; undefined where it is not there or has children. */
export function textIn(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** The elements of that name. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}
