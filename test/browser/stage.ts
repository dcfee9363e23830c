import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { VedetteOptions } from '../../src/main.ts';
import { OrganizationServer } from '../sdk/organization-server.ts';
import { fillInKey, launchBrowser, openContext } from './browser.ts';

/** How long a page may take to show what is waited for, on a busy machine. */
const PATIENCE_MILLIS = 15_000;

/** A server with a console, and one browser before it. */
export class Stage {
  private constructor(
    readonly server: OrganizationServer,
    readonly browser: Browser,
    readonly context: BrowserContext,
    readonly page: Page,
    /** What pages complain of in their consoles. */
    readonly complaints: readonly string[],
  ) {}

  /** With an empty page, where nobody is signed in. */
  static async open(options: Partial<VedetteOptions> = {}): Promise<Stage> {
    const [server, browser] = await Promise.all([
      OrganizationServer.start({ consoleDirectory: resolve('dist/console'), ...options }),
      launchBrowser(),
    ]);
    const { context, complaints } = await openContext(browser);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    return new Stage(server, browser, context, page, complaints);
  }

  /** As the root of the management account. */
  async signIn(): Promise<void> {
    const { vedette, management } = this.server;
    await fillInKey(this.page, vedette.url, management.caller.credentials);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }
}
