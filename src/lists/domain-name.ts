import { domainToASCII } from 'node:url';

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * A name in the form in which names are compared: lower case, ASCII, no dot at its end. `*.` at
 * its beginning is kept. Undefined for what is no name of at least two labels.
 */
export function parseDomain(text: string): string | undefined {
  const isWildcard = text.startsWith('*.');
  const rest = (isWildcard ? text.slice(2) : text).replace(/\.$/, '');
  if (rest.length > 253) return undefined;
  const name = /^[ -~]*$/.test(rest) ? rest.toLowerCase() : domainToASCII(rest);
  const labels = name.split('.');
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label));
  // The last label of a name is never a number: that would be a broken IPv4 address.
  if (!isName || /^\d+$/.test(labels.at(-1) ?? '')) return undefined;
  return isWildcard ? `*.${name}` : name;
}
