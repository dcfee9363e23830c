import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import Table from 'cli-table3';
import { Command } from 'commander';
import { detections } from '../../detections/index.ts';
import { isoMillis, systemClock } from '../lib/clock.ts';
import type { FeedState } from '../lists/feeds/create-feeds.ts';
import { type Preset, presets } from '../lists/feeds/presets.ts';
import { readFeedSettings } from '../lists/feeds/read-settings.ts';
import { type OpenWorld, openWorld } from '../lists/open-world.ts';
import { BUNDLED_PLACES } from '../lists/places/create-places.ts';
import { sleepingTypes } from '../lists/sleeping-types.ts';
import { addCopiesOption, addFeedsOption, worldOptions } from './known-options.ts';
import { printable } from './scan-report.ts';

interface ListsOptions {
  readonly feeds?: string;
  readonly dataDir: string;
}

const HELP = `
Nothing is fetched before you say so: "add" writes a feed into the settings file, "refresh" and a
server that is started with that file fetch it. Terms of use are the publisher's: read them first.

Examples:
  vedette lists presets
  vedette lists add tor-exits --feeds feeds.json
  vedette lists refresh --feeds feeds.json
  vedette lists show --feeds feeds.json`;

/** `vedette lists`: which threat feeds there are, how old they are and on what terms. */
export function listsCommand(): Command {
  const command = new Command('lists')
    .description('threat feeds: what is declared, how old it is, what sleeps without it')
    .addHelpText('after', HELP);
  const sub = (name: string) => addCopiesOption(addFeedsOption(new Command(name)));
  return command
    .addCommand(
      sub('show').description('feeds, bundled databases and finding types that sleep').action(show),
    )
    .addCommand(new Command('presets').description('well-known public feeds').action(printPresets))
    .addCommand(
      addFeedsOption(new Command('add'))
        .description('write a well-known feed into the settings file')
        .argument('<preset>', 'its name')
        .action(add),
    )
    .addCommand(
      sub('refresh').description('fetch every page that is declared, now').action(refresh),
    );
}

async function show(options: ListsOptions): Promise<void> {
  const world = await openWorld(worldOptions(options, options.dataDir));
  console.log(shownWorld(world, systemClock.now()));
}

async function refresh(options: ListsOptions): Promise<void> {
  if (options.feeds === undefined) throw new Error('--feeds says which file declares the feeds.');
  const world = await openWorld(worldOptions(options, options.dataDir));
  await world.refresh({ all: true });
  console.log(shownWorld(world, systemClock.now()));
  if (world.feeds.states().some(({ fault }) => fault !== undefined)) process.exitCode = 1;
}

function printPresets(): void {
  const table = new Table({ head: ['Preset', 'Kind', 'What, where, on what terms'], style: PLAIN });
  for (const preset of presets) table.push([preset.name, preset.kind, termsOf(preset).join('\n')]);
  console.log(table.toString());
}

function add(name: string, { feeds: path }: { readonly feeds?: string }): void {
  const preset = presets.find((one) => one.name === name);
  if (preset === undefined) throw new Error(`There is no preset ${name}: see "lists presets".`);
  if (path === undefined) throw new Error('--feeds says which file to write it into.');
  const written = existsSync(path) ? readWritten(path) : {};
  const feeds = [...(written.feeds ?? []), { preset: name }];
  const text = `${JSON.stringify({ ...written, feeds }, undefined, 2)}\n`;
  const before = existsSync(path) ? readFileSync(path) : undefined;
  writeFileSync(path, text);
  try {
    readFeedSettings(path);
  } catch (error) {
    if (before !== undefined) writeFileSync(path, before);
    throw error;
  }
  const terms = termsOf(preset).map((line) => `  ${line}`);
  const next = `Nothing was fetched: "vedette lists refresh --feeds ${path}" does it.`;
  console.log([`${name} is in ${path}.`, ...terms, next].join('\n'));
}

/** What stands there, checked before anything is added to it. */
function readWritten(path: string): { readonly feeds?: readonly unknown[] } {
  readFeedSettings(path);
  return JSON.parse(readFileSync(path, 'utf8')) as { readonly feeds?: readonly unknown[] };
}

const PLAIN = { head: [], border: [] };

function termsOf({ what, url, licence, verified }: Preset): string[] {
  const seen = verified ? '' : ' (not verified by us)';
  return [what, url, `${licence}${seen}`];
}

/** Everything that is known, and what is not for want of a feed. */
export function shownWorld(world: OpenWorld, now: number): string {
  const states = world.feeds.states();
  const head = ['Feed', 'Kind', 'Entries', 'Age', 'Licence'];
  const table = new Table({ head, style: PLAIN });
  for (const state of states) table.push(rowOf(state, now).map(printable));
  const faults = states.flatMap(({ feed, fault }) =>
    fault === undefined ? [] : [printable(`${feed.name} could not be read: ${fault}`)],
  );
  const bundled = BUNDLED_PLACES.map(({ what, from, licence }) => `  ${what}: ${from}, ${licence}`);
  return [
    states.length === 0 ? 'No feed is declared.' : table.toString(),
    ...faults,
    'What ships:',
    "  AWS's own test domains for GuardDuty",
    ...bundled,
    ...asleep(world),
  ].join('\n');
}

function rowOf({ feed, content, at }: FeedState, now: number): string[] {
  const entries = content === undefined ? 'none yet' : String(content.counts.taken);
  const age = at === undefined ? '' : `${ageOf(now - at)} (${isoMillis(at).slice(0, 16)})`;
  return [feed.name, feed.kind, entries, age, feed.licence];
}

function ageOf(millis: number): string {
  const minutes = Math.max(0, Math.round(millis / 60_000));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** Names the finding types that cannot fire, or nothing where all can. */
export function asleep(world: Pick<OpenWorld, 'feeds'>): string[] {
  const types = sleepingOf(world);
  if (types.length === 0) return [];
  return [`${types.length} finding types sleep for want of a feed:`, ...types.map((t) => `  ${t}`)];
}

export function sleepingOf({ feeds }: Pick<OpenWorld, 'feeds'>): string[] {
  const stock = feeds
    .states()
    .flatMap(({ feed: { kind }, content }) =>
      content === undefined ? [] : [{ kind, ...content }],
    );
  return sleepingTypes(
    detections.flatMap(({ types }) => types),
    stock,
  );
}
