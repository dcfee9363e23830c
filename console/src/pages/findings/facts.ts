/** One thing that a finding says: where, in words made of the API's names, and what. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

const FACTS_MAX = 200;
const DEPTH_MAX = 12;

/**
 * A part of a finding as a flat list. Empty parts are left out; what is very long or deep is cut,
 * for the whole is in the JSON.
 */
export function factsOf(part: unknown): Fact[] {
  const facts: Fact[] = [];
  collect(part, [], facts);
  return facts.slice(0, FACTS_MAX);
}

function collect(value: unknown, path: readonly string[], facts: Fact[]): void {
  if (value === undefined || value === null || value === '' || facts.length >= FACTS_MAX) return;
  if (value instanceof Date) facts.push({ label: labelOf(path), value: value.toISOString() });
  else if (typeof value !== 'object') facts.push({ label: labelOf(path), value: String(value) });
  else if (path.length >= DEPTH_MAX) facts.push({ label: labelOf(path), value: '…' });
  else if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
    if (value.length > 0) facts.push({ label: labelOf(path), value: value.join(', ') });
  } else {
    for (const [name, inner] of Object.entries(value)) collect(inner, [...path, name], facts);
  }
}

/** `RemoteIpDetails`, `IpAddressV4` → `Remote IP details › IP address v4`. */
function labelOf(path: readonly string[]): string {
  return path.map(spell).join(' › ');
}

function spell(name: string): string {
  if (/^\d+$/.test(name)) return String(Number(name) + 1);
  // Names that logs give, like `AWS::S3::Bucket`, are nobody's to spell.
  if (!/^[A-Za-z]\w*$/.test(name)) return name;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
    .map((word) => (SHORT.has(word) ? word.toUpperCase() : word))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What nobody says in small letters. */
const SHORT = new Set([
  ...['acl', 'api', 'arn', 'asn', 'aws', 'dns', 'ebs', 'ecs', 'eks', 'iam', 'id', 'ip', 'isp'],
  ...['rds', 'ssl', 'uid', 'uri', 'vpc'],
]);

/** `additionalInfo` is JSON in a text; a text that is none stays as it is. */
export function additionalInfoOf(value: string | undefined): unknown {
  try {
    return JSON.parse(value ?? '{}');
  } catch (error) {
    if (error instanceof SyntaxError) return { value };
    throw error;
  }
}
