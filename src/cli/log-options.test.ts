import { resolve } from 'node:path';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addLogOptions, logSourceOf, parseSource, pushedLogOf } from './log-options.ts';

const FLOW_FORMAT = ['version', 'srcaddr', 'dstaddr'].map((name) => `$\{${name}}`).join(' ');

it('takes what logs do not say from flags', async () => {
  const command = addLogOptions(
    new Command().exitOverride().configureOutput({ writeErr: () => 0 }),
  );
  const flags = '--log-account 111122223333 --log-region eu-west-1 --log-cluster prod';
  command.parse(`${flags} --log-database db-1 --log-database-cluster c-1`.split(' '), {
    from: 'user',
  });
  expect(logSourceOf(command.opts())).toEqual({
    accountId: '111122223333',
    region: 'eu-west-1',
    cluster: 'prod',
    database: 'db-1',
    databaseCluster: 'c-1',
  });
  command.parse(['--log-flow-format', FLOW_FORMAT], { from: 'user' });
  expect(logSourceOf(command.opts()).flowFormat).toBe(FLOW_FORMAT);
  const half = '$version $srcaddr $dstaddr';
  const wrongs = ['a', 'version dstaddr start', 'version srcaddr  dstaddr', 'Srcaddr a b', half];
  for (const wrong of [...wrongs, 'version x-srcaddr dstaddr']) {
    const parse = () => command.parse(['--log-flow-format', wrong], { from: 'user' });
    expect(parse, wrong).toThrow(/not the fields of a flow log/);
  }
  expect(pushedLogOf(command.opts())).not.toHaveProperty('accountId');
  expect(() => command.parse(['--log-account', '12'], { from: 'user' })).toThrow(/twelve digits/);
});

it('takes a source with what was declared of it', () => {
  expect(parseSource('logs')).toEqual({ path: resolve('logs') });
  expect(parseSource('a?b?account=111122223333&region=eu-west-1&database-cluster=c')).toEqual({
    path: resolve('a?b'),
    log: { accountId: '111122223333', region: 'eu-west-1', databaseCluster: 'c' },
  });
  expect(() => parseSource('logs?account=12')).toThrow('account: an account id has twelve digits.');
  expect(() => parseSource('logs?owner=x')).toThrow(/A source has no owner/);
});
