import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Endpoint } from '../../src/lib/s3-client.ts';

/** One account's long-term key. */
export interface Key {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const bundle = 'dist/vedette.js';

/** The built server in a process of its own, with its data in a folder that goes with it. */
export class Vedette {
  private constructor(
    readonly endpoint: string,
    /** Key of the management account. */
    readonly root: Key,
    /** An empty folder of this test's own. */
    readonly folder: string,
    private readonly server: ChildProcess,
  ) {}

  /** Starts one, with an S3 service that buckets are looked for in where one is given. */
  static async start(s3?: S3Endpoint, more: readonly string[] = []): Promise<Vedette> {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-outside-'));
    const port = await freePort();
    const root = {
      accountId: '999999999999',
      accessKeyId: 'AKIAOUTSIDETESTROOT1',
      secretAccessKey: 'outside-test-secret-of-the-root-key-0001',
    };
    const args = ['serve', '--port', String(port), '--data-dir', join(folder, 'data')];
    // Tests count findings, and call with root keys.
    args.push('--audit-detection', 'off');
    args.push('--account-id', root.accountId, '--root-access-key-id', root.accessKeyId);
    args.push('--root-secret-access-key', root.secretAccessKey);
    if (s3) {
      args.push('--s3-endpoint', s3.url.href, '--s3-access-key-id', s3.credentials.accessKeyId);
      args.push('--s3-secret-access-key', s3.credentials.secretAccessKey);
    }
    args.push(...more);
    const server = spawn(process.execPath, [bundle, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // The master key is made below this folder, outside the data directory.
      env: { ...clean(), XDG_CONFIG_HOME: join(folder, 'config') },
    });
    const said: string[] = [];
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    }
    const vedette = new Vedette(`http://127.0.0.1:${port}`, root, folder, server);
    for (let tries = 0; !(await vedette.isReady()); tries += 1) {
      if (tries === 150 || server.exitCode !== null) {
        await vedette.stop();
        throw new Error(`vedette serve did not become ready:\n${said.join('')}`);
      }
      await sleep(100);
    }
    return vedette;
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.endpoint}/readyz`)).status === 200;
    } catch (error) {
      // Nobody listens yet: the only failure that waiting can mend.
      if (error instanceof TypeError) return false;
      throw error;
    }
  }

  /** An account outside the organisation, made as an operator makes it. */
  async createAccount(accountId: string, email: string): Promise<Key> {
    const flags = ['--endpoint', this.endpoint, '--account-id', accountId, '--email', email];
    const args = ['account', 'create', ...flags, '--format', 'json'];
    const { code, stdout, stderr } = await this.run(args, this.root);
    if (code !== 0) throw new Error(stderr);
    const { AccountId, AccessKeyId, SecretAccessKey } = JSON.parse(stdout);
    return { accountId: AccountId, accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  }

  /** A command of Vedette, with an account's key in the environment where one is given. */
  run(args: readonly string[], key?: Key): Promise<Ran> {
    return run(process.execPath, [bundle, ...args], key ? this.environment(key) : clean());
  }

  /** What a client finds in its environment: this key, and no way to anybody else. */
  environment(key: Key, region = 'us-east-1'): NodeJS.ProcessEnv {
    return {
      ...clean(),
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(this.folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'no-credentials'),
      AWS_PAGER: '',
    };
  }

  /** Has it look at its sources now. */
  hangUp(): void {
    this.server.kill('SIGHUP');
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null && this.server.signalCode === null) {
      const ended = once(this.server, 'exit');
      this.server.kill('SIGTERM');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end; a non-zero exit is an answer, a program that is not there a throw. */
export function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeout = 110_000,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = { env, maxBuffer: 64 * 1024 * 1024, timeout };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (!error) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(error);
    });
  });
}

/** The environment without anything that could lead a client to an account of its own. */
function clean(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(AWS|VEDETTE)_/.test(name));
  return Object.fromEntries(entries);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was free');
  return address.port;
}
