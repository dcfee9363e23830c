/**
 * The built console in Chromium against a server with many findings and members: bytes over the
 * wire of a first load (aim: under 600 kB), time until it can be used (aim: under 2 s), time from a
 * click to the next page of findings (aim: under 200 ms) with what of it the calls took, frames a
 * second while scrolling (aim: 60), and the same click on a list of members. Besides the time of
 * the clock it tells the processor time of server and page, which other work on the machine leaves
 * alone.
 *
 * `npm run bench -- console [--findings 100000] [--members 5000] [--turns 20]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as sdk from '@aws-sdk/client-guardduty';
import { chromium, type Page } from 'playwright-core';
import { systemClock } from '../src/lib/clock.ts';
import { ACCOUNT, accountAt, detectorId, ROOT, settings } from './api/bench.ts';
import {
  bundle,
  type ChildServer,
  processorMillis,
  startChild,
  tellParent,
} from './load/child-server.ts';
import { median } from './load/connections.ts';
import { fillFindings } from './load/fill-findings.ts';

const { values } = parseArgs({
  options: {
    serve: { type: 'string' },
    keys: { type: 'string', default: '' },
    findings: { type: 'string', default: '100000' },
    members: { type: 'string', default: '5000' },
    turns: { type: 'string', default: '20' },
  },
});

async function serve(dataDirectory: string, keys: string): Promise<void> {
  const { startVedette } = await import('../src/main.ts');
  const vedette = await startVedette({
    ...{ host: '127.0.0.1', port: 0, dataDirectory, sources: [] },
    masterKey: { kind: 'own-file', directory: keys },
    management: { accountId: ACCOUNT, rootKey: ROOT },
    consoleDirectory: fileURLToPath(new URL('../console', import.meta.url)),
  });
  tellParent(vedette.port, () => vedette.close());
}

/** Members that were added, and findings of the account itself. Answers how many findings. */
async function fill(start: () => Promise<ChildServer>, dataDirectory: string): Promise<number> {
  const server = await start();
  const DetectorId = await detectorId(server);
  const client = new sdk.GuardDutyClient(settings(server));
  for (let made = 0; made < Number(values.members); made += 50) {
    const AccountDetails = Array.from({ length: 50 }, (_, at) => {
      const AccountId = accountAt(made + at);
      return { AccountId, Email: `${AccountId}@example.com` };
    });
    await client.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
  }
  await client.send(new sdk.CreateSampleFindingsCommand({ DetectorId }));
  await server.stop();
  const findings = Number(values.findings);
  return fillFindings({
    ...{ dataDirectory, findings, accountIds: [ACCOUNT], until: systemClock.now() },
  });
}

/** Processor milliseconds that server and page have had, each since it began. */
interface Used {
  readonly server: number;
  readonly page: number;
}

/** The page's own thread is counted, by the browser. */
async function countUsed(page: Page, { pid }: ChildServer): Promise<() => Promise<Used>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const seconds = metrics.find((one) => one.name === 'TaskDuration')?.value ?? Number.NaN;
    return { server: processorMillis(pid), page: seconds * 1000 };
  };
}

/** Bytes on the wire since the page was opened, by the browser's own count. */
async function countBytes(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return () => bytes;
}

const now = (page: Page) => page.evaluate<number>('performance.now()');

interface Turn {
  readonly millis: number;
  /** Each call that was answered meanwhile, by the last part of its path. */
  readonly calls: readonly (readonly [name: string, millis: number])[];
}

/** Much longer than any aim: after it something is wrong. */
const TURN_MILLIS_MAX = 20_000;

/** Timed inside the page: from the click to the frame in which the rows have changed. */
async function turnPages(page: Page): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (let turn = 0; turn < Number(values.turns); turn += 1) {
    const taken = await page.evaluate<Turn>(`new Promise((resolve, reject) => {
      const next = document.querySelector('[aria-label="Next page"]');
      const rows = () => document.querySelector('tbody').textContent;
      const before = rows();
      performance.clearResourceTimings();
      const began = performance.now();
      const look = () => {
        if (performance.now() - began > ${TURN_MILLIS_MAX}) {
          const what = next.disabled ? 'there is no next page' : 'its rows stay the same';
          return reject(new Error('page ${turn + 2} does not come: ' + what));
        }
        if (document.querySelectorAll('tbody tr').length < 2 || rows() === before) {
          return requestAnimationFrame(look);
        }
        const millis = performance.now() - began;
        const calls = performance
          .getEntriesByType('resource')
          .map((one) => [one.name.split('/').slice(5).join('/'), Math.round(one.duration)]);
        resolve({ millis, calls });
      };
      next.click();
      look();
    })`);
    turns.push(taken);
  }
  return turns;
}

function showTurns(what: string, turns: readonly Turn[]): void {
  const millis = turns.map((one) => Math.round(one.millis));
  const worst = `worst ${Math.max(...millis)} ms`;
  console.log(`${what} ${median(millis)} ms, ${worst}`);
  for (const name of new Set(turns.flatMap(({ calls }) => calls.map(([one]) => one)))) {
    const took = turns.flatMap(({ calls }) => calls.filter(([one]) => one === name));
    console.log(`  of which ${name}: ${median(took.map(([, one]) => one))} ms`);
  }
}

async function scroll(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    let frames = 0;
    const began = performance.now();
    const step = () => {
      frames += 1;
      scrollBy(0, frames % 120 < 60 ? 40 : -40);
      const seconds = (performance.now() - began) / 1000;
      if (seconds < 2) requestAnimationFrame(step);
      else resolve(frames / seconds);
    };
    requestAnimationFrame(step);
  })`);
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.locator('input[name=username]').fill(ROOT.accessKeyId);
  await page.locator('input[name=password]').fill(ROOT.secretAccessKey);
  await page.keyboard.press('Enter');
  await page.locator('#top').waitFor();
  await page.goto(`${url}/console/findings`);
}

async function turnAndShow(what: string, page: Page, used: () => Promise<Used>): Promise<void> {
  const before = await used();
  const turns = await turnPages(page);
  const after = await used();
  showTurns(what, turns);
  const each = (name: keyof Used) => Math.round((after[name] - before[name]) / turns.length);
  console.log(`  of processor: server ${each('server')} ms, page ${each('page')} ms`);
}

async function measure(server: ChildServer): Promise<void> {
  const url = `http://127.0.0.1:${server.port}`;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const bytes = await countBytes(page);
    await page.goto(`${url}/console/`);
    await page.locator('input[name=username]').waitFor();
    console.log(`sign-in can be used after   ${Math.round(await now(page))} ms, cold`);
    console.log(`over the wire until then    ${Math.round(bytes() / 1000)} kB`);
    await signIn(page, url);
    await page.locator('tbody tr').nth(10).waitFor();
    console.log(`with the findings           ${Math.round(bytes() / 1000)} kB, answers included`);
    await page.goto('about:blank');
    await page.goto(`${url}/console/findings`);
    await page.locator('tbody tr').nth(10).waitFor();
    console.log(`findings can be used after  ${Math.round(await now(page))} ms, warm`);
    const used = await countUsed(page, server);
    await turnAndShow('next page of findings      ', page, used);
    console.log(`scrolling                   ${Math.round(await scroll(page))} frames a second`);
    await page.goto(`${url}/console/accounts`);
    await page.locator('tbody tr').nth(10).waitFor();
    console.log(`members can be used after   ${Math.round(await now(page))} ms`);
    await turnAndShow('next page of members       ', page, used);
  } finally {
    await browser.close();
  }
}

if (values.serve) {
  await serve(values.serve, values.keys);
} else {
  const file = await bundle(fileURLToPath(import.meta.url), 'console');
  const folder = mkdtempSync(join(tmpdir(), 'vedette-bench-console-'));
  const [data, keys] = [join(folder, 'data'), join(folder, 'keys')];
  const start = () => startChild(file, ['--serve', data, '--keys', keys]);
  console.log(`${await fill(start, data)} findings, ${values.members} members`);
  const server = await start();
  try {
    await measure(server);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
