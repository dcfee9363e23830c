import { dirname, resolve } from 'node:path';
import { FEED_SETTINGS_BYTES_MAX, FEEDS_MAX } from '../../limits.ts';
import { type CheckedJson, readCheckedJson } from '../checked-json.ts';
import { THREAT_KINDS } from '../known-lists.ts';
import type { PlaceFiles } from '../places/create-places.ts';
import { FEED_FORMATS, type Feed, type FeedFormat, type FeedSource } from './feed.ts';
import { presets } from './presets.ts';

/** What the operator's settings file says. */
export interface FeedSettings {
  readonly feeds: readonly Feed[];
  readonly places: PlaceFiles;
}

const FEED_MEMBERS = [
  'preset',
  'name',
  'kind',
  'format',
  'file',
  'url',
  'licence',
  'refreshHours',
  'subdomains',
  'pages',
  'entry',
  'threat',
  'headers',
] as const;

type FeedMembers = Record<(typeof FEED_MEMBERS)[number], CheckedJson | undefined>;

/**
 * Reads a settings file; paths in it are relative to it. Header values that begin with `$` are
 * read from the environment, so that no key has to stand in the file.
 * @throws Error for the operator, with the path of the fault
 */
export function readFeedSettings(
  path: string,
  environment: NodeJS.ProcessEnv = process.env,
): FeedSettings {
  const root = readCheckedJson(path, FEED_SETTINGS_BYTES_MAX);
  const { feeds, places } = root.object(['feeds', 'places']);
  const rows = feeds?.list() ?? [];
  if (rows.length > FEEDS_MAX) root.fail(`has more than ${FEEDS_MAX} feeds.`);
  const folder = dirname(resolve(path));
  const names = new Set<string>();
  return {
    feeds: rows.map((row) => {
      const feed = feedOf(row, folder, environment);
      if (names.has(feed.name)) row.fail(`has the name of another feed: "${feed.name}".`);
      names.add(feed.name);
      return feed;
    }),
    places: placesOf(places, folder),
  };
}

function placesOf(places: CheckedJson | undefined, folder: string): PlaceFiles {
  const members = places?.object(['countries', 'networks', 'aws']);
  const file = (one: CheckedJson | undefined) => one && resolve(folder, one.text());
  return {
    countries: file(members?.countries),
    networks: file(members?.networks),
    aws: file(members?.aws),
  };
}

function feedOf(row: CheckedJson, folder: string, environment: NodeJS.ProcessEnv): Feed {
  const given = row.object(FEED_MEMBERS);
  const preset = given.preset && presetOf(given.preset);
  const lacks = (name: 'name' | 'kind'): never =>
    row.fail(`lacks "${name}", and "preset", which would say it.`);
  const format = given.format?.oneOf(FEED_FORMATS) ?? preset?.format ?? 'txt';
  const threatAt = given.threat ? positionOf(given.threat, format) : preset?.threatAt;
  return {
    name:
      given.name?.text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, ".", "_" and "-"') ??
      preset?.name ??
      lacks('name'),
    kind: given.kind?.oneOf([...THREAT_KINDS, 'trusted']) ?? preset?.kind ?? lacks('kind'),
    format,
    from: sourceOf(row, given, folder, preset?.url),
    licence: given.licence?.text() ?? preset?.licence ?? 'not stated',
    refreshHours: given.refreshHours?.whole(1, 8_760) ?? preset?.refreshHours ?? 24,
    subdomains: given.subdomains?.flag() ?? preset?.subdomains ?? true,
    pages: given.pages?.flag() ?? false,
    entryAt: given.entry ? positionOf(given.entry, format) : (preset?.entryAt ?? entryAt(format)),
    ...(threatAt !== undefined && { threatAt }),
    headers: headersOf(given.headers, environment),
  };
}

function presetOf(given: CheckedJson) {
  const name = given.text();
  const known = presets.find((one) => one.name === name);
  return known ?? given.fail(`is no preset: "vedette lists presets" names them.`);
}

function sourceOf(
  row: CheckedJson,
  { file, url }: FeedMembers,
  folder: string,
  presetUrl: string | undefined,
): FeedSource {
  if (file !== undefined && url !== undefined) row.fail('has both "file" and "url".');
  if (file !== undefined) return { kind: 'file', path: resolve(folder, file.text()) };
  const address = url?.text() ?? presetUrl ?? row.fail('lacks "file" or "url".');
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.username !== '') {
    row.fail(`has no http or https address without user in "url".`);
  }
  return { kind: 'url', url: parsed };
}

function entryAt(format: FeedFormat): string {
  return format === 'ndjson' ? 'ioc' : '1';
}

/** A column of CSV is a number from 1, a member of NDJSON a name. */
function positionOf(given: CheckedJson, format: FeedFormat): string {
  return format === 'csv' ? String(given.whole(1, 1_000)) : given.text();
}

function headersOf(
  given: CheckedJson | undefined,
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of given?.entries() ?? []) {
    const text = value.text(/^[ -~]+$/, 'printable ASCII');
    if (!/^[A-Za-z0-9-]+$/.test(name)) value.fail('has a name that is no header.');
    const variable = text.startsWith('$') ? text.slice(1) : undefined;
    headers[name] =
      variable === undefined
        ? text
        : (environment[variable] ?? value.fail(`names ${text}, which is not set.`));
  }
  return headers;
}
