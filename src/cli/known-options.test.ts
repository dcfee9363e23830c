import { resolve } from 'node:path';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addCopiesOption, addKnownOptions, worldOptions } from './known-options.ts';

it('makes paths of the options, and of the folder of copies', () => {
  const command = addCopiesOption(addKnownOptions(new Command())).exitOverride();
  command.parse(['--feeds', 'f.json', '--data-dir', 'd'], { from: 'user' });
  const options = command.opts();
  expect(worldOptions(options, options.dataDir)).toMatchObject({
    ...{ feeds: resolve('f.json'), inventory: undefined, dataDirectory: resolve('d') },
  });
});
