import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Debian's Chromium, quiet and offline. Throws with the command that installs it. */
export function launchBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(`${executablePath} is missing: run "npm run services", which installs it.`);
  }
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'dev-shm-usage'];
  return chromium.launch({
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      ...quiet.map((one) => `--disable-${one}`),
    ],
  });
}

export interface Looks {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: 'en' | 'ja';
  readonly mode?: 'light' | 'dark';
}

/** A browser profile of its own. What its pages complain of in their consoles is kept. */
export async function openContext(browser: Browser, looks: Looks = {}) {
  const { width = 1440, height = 900, locale = 'en', mode = 'light' } = looks;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: locale === 'ja' ? 'ja-JP' : 'en-US',
    colorScheme: mode,
    reducedMotion: 'reduce',
  });
  const complaints: string[] = [];
  context.on('page', (page) => keepComplaints(page, complaints));
  return { context, complaints };
}

/** Breaches of the content policy, errors of scripts; a refused call is no fault of a page. */
function keepComplaints(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !text.includes('status of 4')) complaints.push(text);
  });
}

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Signs in on a page of its own. */
export async function signIn(context: BrowserContext, url: string, key: Key): Promise<Page> {
  const page = await context.newPage();
  await fillInKey(page, url, key);
  return page;
}

/** Fills in the sign-in page. */
export async function fillInKey(page: Page, url: string, key: Key): Promise<void> {
  await page.goto(`${url}/console/`);
  await page.locator('input[name=username]').fill(key.accessKeyId);
  await page.locator('input[name=password]').fill(key.secretAccessKey);
  await page.keyboard.press('Enter');
  await page.locator('#top').waitFor();
}

/** A picture, for whoever looks for what no rule finds: into the folder `VEDETTE_PICTURES`. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.VEDETTE_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}
