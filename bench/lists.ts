/**
 * Lookups per second in lists of 10² to 10⁶ entries. Networks: our table against `net.BlockList` of
 * Node and against asking each range in turn. Domains: our table against a `Set` that is asked for
 * the name and each name above it. Half of the questions hit. Every answer is compared first.
 *
 * `npx tsx bench/lists.ts [--most 1000000] [--seconds 1]`
 */
import { BlockList } from 'node:net';
import { parseArgs } from 'node:util';
import { AddressTable } from '../src/lists/address-table.ts';
import { DomainTable } from '../src/lists/domain-table.ts';
import { type Ipv4Range, parseIpv4 } from '../src/lists/ip-networks.ts';

const { values } = parseArgs({
  options: {
    most: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '1' },
  },
});
const QUESTIONS = 10_000;
/** Beyond these a peer takes minutes to fill or to ask. */
const BLOCK_LIST_MOST = 10_000;
const RANGES_MOST = 10_000;

let state = 42;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join('.');
}

function perSecond<Q>(questions: readonly Q[], ask: (question: Q) => boolean): number {
  const from = performance.now();
  const until = from + Number(values.seconds) * 1000;
  let asked = 0;
  let hits = 0;
  do {
    for (const question of questions) if (ask(question)) hits += 1;
    asked += questions.length;
  } while (performance.now() < until);
  if (hits === 0) throw new Error('No question hit.');
  return asked / ((performance.now() - from) / 1000);
}

function sameAnswers<Q>(questions: readonly Q[], one: (q: Q) => boolean, other: (q: Q) => boolean) {
  const few = questions.slice(0, 500);
  if (few.some((q) => one(q) !== other(q))) throw new Error('Two peers answer differently.');
}

const shown = (rate: number | undefined) =>
  (rate === undefined ? '–' : `${(rate / 1e6).toFixed(rate < 1e5 ? 4 : 2)} M/s`).padStart(12);

function networks(size: number): void {
  const ranges: Ipv4Range[] = Array.from({ length: size }, () => {
    const bits = 24 + random(9);
    const first = Math.floor(random(2 ** 32) / 2 ** (32 - bits)) * 2 ** (32 - bits);
    return { first, last: first + 2 ** (32 - bits) - 1 };
  });
  const questions = Array.from({ length: QUESTIONS }, (_, at) =>
    textOf(at % 2 === 0 ? (ranges[random(size)]?.first ?? 0) : random(2 ** 32)),
  );
  const from = performance.now();
  const table = new AddressTable([{ ipv4: ranges, ipv6: [] }], (parts) => parts.length > 0);
  const millis = performance.now() - from;
  const ours = (text: string) => table.atIpv4(parseIpv4(text) ?? 0);
  let blockRate: number | undefined;
  let rangesRate: number | undefined;
  if (size <= BLOCK_LIST_MOST) {
    const block = new BlockList();
    for (const { first, last } of ranges) block.addRange(textOf(first), textOf(last), 'ipv4');
    sameAnswers(questions, ours, (text) => block.check(text, 'ipv4'));
    blockRate = perSecond(questions, (text) => block.check(text, 'ipv4'));
  }
  if (size <= RANGES_MOST) {
    const each = (text: string) => {
      const address = parseIpv4(text) ?? 0;
      return ranges.some(({ first, last }) => first <= address && address <= last);
    };
    sameAnswers(questions, ours, each);
    rangesRate = perSecond(questions, each);
  }
  const columns = [perSecond(questions, ours), blockRate, rangesRate].map(shown).join('');
  console.log(`${String(size).padStart(9)}${columns}   built in ${Math.round(millis)} ms`);
}

function domains(size: number): void {
  const label = () => random(36 ** 5).toString(36);
  const names = Array.from({ length: size }, () => `${label()}${label()}.${label()}.example`);
  const questions = Array.from({ length: QUESTIONS }, (_, at) =>
    at % 2 === 0 ? `www.${names[random(size)]}` : `www.${label()}.${label()}.example`,
  );
  const from = performance.now();
  const table = new DomainTable(
    names.map((name) => ({ name, part: 0, itself: true, below: true })),
  );
  const millis = performance.now() - from;
  const set = new Set(names);
  const ours = (name: string) => table.at(name).length > 0;
  const naive = (name: string) => {
    if (set.has(name)) return true;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (set.has(name.slice(dot + 1))) return true;
    }
    return false;
  };
  sameAnswers(questions, ours, naive);
  const columns = [perSecond(questions, ours), perSecond(questions, naive)].map(shown).join('');
  console.log(`${String(size).padStart(9)}${columns}   built in ${Math.round(millis)} ms`);
}

const sizes = [100, 1_000, 10_000, 100_000, 250_000, 1_000_000];
const taken = sizes.filter((size) => size <= Number(values.most));
console.log(' networks       table   BlockList  every range');
for (const size of taken) networks(size);
console.log('  domains       table         Set');
for (const size of taken) domains(size);
