/**
 * The built console in Chromium against a server with many findings: bytes over the wire of a first
 * load (aim: under 600 kB), time until it can be used (aim: under 2 s), time from a click to the
 * next page of findings (aim: under 200 ms), and frames a second while scrolling.
 *
 * `npm run bench -- console [--findings 100000] [--turns 20]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { chromium, type Page } from 'playwright-core';
import { consoleDirectory } from '../src/cli/console-directory.ts';
import { startVedette, type Vedette } from '../src/main.ts';
import { Random, randomFinding } from '../src/store/testing.ts';

const { values } = parseArgs({
  options: {
    findings: { type: 'string', default: '100000' },
    turns: { type: 'string', default: '20' },
  },
});
const account = '111122223333';
const region = 'us-east-1';
const rootKey = { accessKeyId: 'AKIABENCHCONSOLE0000', secretAccessKey: 'bench/console/secret' };

async function fill(vedette: Vedette, count: number): Promise<void> {
  const { url: endpoint, store } = vedette;
  const client = new GuardDutyClient({ endpoint, region, credentials: rootKey });
  await client.send(new CreateDetectorCommand({ Enable: true }));
  const random = new Random(1);
  for (let made = 0; made < count; made += 1000) {
    await store.transaction(async (inside) => {
      for (let at = made; at < Math.min(count, made + 1000); at += 1) {
        const id = at.toString(16).padStart(32, '0');
        const drawn = randomFinding(random, id);
        const service = { ...drawn.Service, Archived: false };
        const finding = { ...drawn, AccountId: account, Region: region, Service: service };
        await inside.findings.put({ finding, key: id, sample: false });
      }
    });
  }
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

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

async function turnPages(page: Page, turns: number): Promise<number[]> {
  const figures: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    // Timed inside the page: from the click to the frame in which the first row has changed.
    const millis = await page.evaluate<number>(`new Promise((resolve) => {
      const rows = document.querySelector('tbody');
      const before = rows.innerHTML;
      const began = performance.now();
      const look = () =>
        document.querySelectorAll('tbody tr').length > 1 &&
        document.querySelector('tbody').innerHTML !== before
          ? resolve(performance.now() - began)
          : requestAnimationFrame(look);
      document.querySelector('[aria-label="Next page"]').click();
      look();
    })`);
    figures.push(millis);
  }
  return figures;
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

async function measure(vedette: Vedette): Promise<void> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    const bytes = await countBytes(page);
    await page.goto(`${vedette.url}/console/`);
    await page.locator('input[name=username]').waitFor();
    console.log(`sign-in can be used after   ${Math.round(await now(page))} ms, cold`);
    await page.goto('about:blank');
    const token = vedette.signInToken(rootKey.accessKeyId);
    await page.goto(`${vedette.url}/console/findings#sign-in=${token}`);
    await page.locator('tbody tr').nth(10).waitFor();
    console.log(`findings can be used after  ${Math.round(await now(page))} ms`);
    console.log(`over the wire until then    ${Math.round(bytes() / 1000)} kB, answers included`);
    const figures = await turnPages(page, Number(values.turns));
    const worst = Math.round(Math.max(...figures));
    console.log(`next page of findings       ${Math.round(median(figures))} ms, worst ${worst} ms`);
    console.log(`scrolling                   ${Math.round(await scroll(page))} frames a second`);
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'vedette-bench-console-'));
const vedette = await startVedette({
  host: '127.0.0.1',
  port: 0,
  dataDirectory: join(folder, 'data'),
  masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
  management: { accountId: account, rootKey },
  consoleDirectory: consoleDirectory(),
});
try {
  await fill(vedette, Number(values.findings));
  console.log(`${values.findings} findings`);
  await measure(vedette);
} finally {
  await vedette.close();
  await rm(folder, { recursive: true, force: true });
}
