import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Principal } from './organization.ts';
import { type Key, type Ran, run, type Vedette } from './vedette.ts';

/** The aws CLI as one account, in one Region unless a call says another. */
export class CommandLine {
  constructor(
    private readonly vedette: Vedette,
    private readonly who: Key | Principal,
    private readonly region = 'us-east-1',
  ) {}

  in(region: string): CommandLine {
    return new CommandLine(this.vedette, this.who, region);
  }

  run(...args: readonly string[]): Promise<Ran> {
    const { vedette, who, region } = this;
    const key =
      'accessKeyId' in who
        ? who
        : { accountId: who.id, accessKeyId: who.key, secretAccessKey: who.secret };
    const token = 'token' in who ? { AWS_SESSION_TOKEN: who.token } : {};
    return run('aws', [...args, '--endpoint-url', vedette.endpoint, '--output', 'json'], {
      ...vedette.environment(key, region),
      ...token,
      // For those that a command makes of itself to other services.
      AWS_ENDPOINT_URL: vedette.endpoint,
    });
  }

  /** What a command prints that must succeed: text where it is no JSON. */
  async text(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    return stdout.trim();
  }

  async json<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.text(...args));
  }

  /** A file of the test's own, as commands name it. */
  async file(name: string, content: string | object): Promise<string> {
    const path = join(this.vedette.folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return `file://${path}`;
  }
}
