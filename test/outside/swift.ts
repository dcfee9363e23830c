import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { S3Endpoint } from '../../src/lib/s3-client.ts';
import { freePort } from './vedette.ts';

const KINDS = ['account', 'container', 'object'] as const;

/** OpenStack Swift with its s3api, as Debian packages it: one disk, one process of each kind. */
export async function startSwift(folder: string) {
  const etc = join(folder, 'etc');
  mkdirSync(etc);
  mkdirSync(join(folder, 'srv', 'd1'), { recursive: true });
  const hash = '[swift-hash]\nswift_hash_path_suffix = a\nswift_hash_path_prefix = b\n';
  writeFileSync(join(etc, 'swift.conf'), hash);
  const children: ChildProcess[] = [];
  for (const kind of KINDS) {
    const port = await freePort();
    ring(etc, kind, port);
    const settings = [
      ...common(folder, port),
      `devices = ${join(folder, 'srv')}`,
      'mount_check = false',
      `[pipeline:main]\npipeline = ${kind}-server`,
      `[app:${kind}-server]\nuse = egg:swift#${kind}`,
    ];
    children.push(server(etc, kind, settings));
  }
  const port = await freePort();
  children.push(server(etc, 'proxy', proxySettings(folder, port)));
  const credentials = { accessKeyId: 'test:tester', secretAccessKey: 'testing' };
  const endpoint: S3Endpoint = {
    url: new URL(`http://127.0.0.1:${port}`),
    region: 'us-east-1',
    credentials,
  };
  return {
    endpoint,
    async stop() {
      for (const child of children) {
        const ended = once(child, 'exit');
        if (child.exitCode === null) {
          child.kill('SIGKILL');
          await ended;
        }
      }
    },
  };
}

function ring(etc: string, kind: string, port: number): void {
  const builder = join(etc, `${kind}.builder`);
  for (const args of [
    ['create', '4', '1', '0'],
    ['add', `r1z1-127.0.0.1:${port}/d1`, '1'],
    ['rebalance'],
  ]) {
    const { status, stdout } = spawnSync('swift-ring-builder', [builder, ...args]);
    if (status !== 0) throw new Error(`swift-ring-builder: ${stdout}`);
  }
}

function common(folder: string, port: number): string[] {
  return [
    '[DEFAULT]\nbind_ip = 127.0.0.1',
    `bind_port = ${port}`,
    `swift_dir = ${join(folder, 'etc')}`,
    `user = ${userInfo().username}`,
    // No process besides this one, and no log daemon.
    'workers = 0\nlog_udp_host = 127.0.0.1\nlog_udp_port = 9',
  ];
}

function proxySettings(folder: string, port: number): string[] {
  const filters = ['catch_errors', 'listing_formats', 'bulk', 'slo', 'keymaster', 'encryption'];
  return [
    ...common(folder, port),
    '[pipeline:main]',
    'pipeline = catch_errors cache listing_formats bulk s3api tempauth slo keymaster ' +
      'encryption proxy-server',
    // The server looks for its own settings under this name.
    '[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true',
    // Port 9 answers nobody: Swift goes on without a cache.
    '[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:9',
    '[filter:s3api]\nuse = egg:swift#s3api\nlocation = us-east-1',
    '[filter:tempauth]\nuse = egg:swift#tempauth\nuser_test_tester = testing .admin',
    ...filters.map((name) => `[filter:${name}]\nuse = egg:swift#${name}`),
  ].map((line) =>
    line.endsWith('#keymaster')
      ? `${line}\nencryption_root_secret = ${randomBytes(32).toString('base64')}`
      : line,
  );
}

function server(etc: string, kind: string, settings: readonly string[]): ChildProcess {
  const file = join(etc, `${kind}.conf`);
  writeFileSync(file, `${settings.join('\n')}\n`);
  return spawn(`swift-${kind}-server`, [file], { stdio: 'ignore' });
}
