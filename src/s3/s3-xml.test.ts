import { expect, it } from 'vitest';
import { listIn, readXml, textIn, xmlDocument } from './s3-xml.ts';

it('writes a tree, lists as repeated elements, and nothing for what is undefined', () => {
  const text = xmlDocument('R', { A: 'x<&', B: [{ C: 1 }, { C: true }], D: undefined, E: '' });
  expect(text).toContain('<A>x&lt;&amp;</A><B><C>1</C></B><B><C>true</C></B><E/></R>');
});

it('writes attributes that stand behind a name', () => {
  expect(xmlDocument('R', { 'A x="y"': { B: 1 } })).toContain('<A x="y"><B>1</B></A>');
});

it('reads quotes as Go writes them, and keeps a text that only looks like one', () => {
  const body = '<R><Part><ETag>&#34;9a&#34;</ETag></Part><Part><ETag>&amp;#34;</ETag></Part></R>';
  const parts = listIn(readXml(body, 'R'), 'Part');
  expect(parts.map((one) => textIn(one, 'ETag'))).toEqual(['"9a"', '&#34;']);
});

it('reads what it is told to, with any prefix of attributes and space', () => {
  const body =
    '<?xml version="1.0"?>\n<Delete xmlns="x"> <Object><Key>a&amp;b</Key></Object></Delete>';
  const read = readXml(body, 'Delete');
  expect(listIn(read, 'Object').map((one) => textIn(one, 'Key'))).toEqual(['a&b']);
  expect(textIn(read, 'Quiet')).toBeUndefined();
  expect(readXml('<R/>', 'R')).toEqual({});
});

it.each(['', '<R>', '<Other/>', 'text', '<!DOCTYPE x [<!ENTITY a "b">]><R>&a;</R>'])(
  'refuses %s',
  (text) => {
    expect(() => readXml(text, 'R')).toThrow('well-formed');
  },
);
