import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addFunctionOptions, type FunctionOptions, functionsOf } from './function-options.ts';

function given(...words: string[]) {
  const command = addFunctionOptions(new Command().exitOverride());
  command.configureOutput({ writeErr: () => undefined }).parse(words, { from: 'user' });
  return functionsOf(command.opts<FunctionOptions>());
}

it('runs no function unless it is said', () => {
  expect(given()).toBeUndefined();
  expect(given('--function-python', '/usr/bin/python3')).toBeUndefined();
});

it('runs them apart unless it is said otherwise', () => {
  expect(given('--enable-functions')).toEqual({ python: 'python3', isolation: 'namespaces' });
  const words = ['--function-node', '/opt/node', '--function-isolation', 'off'];
  expect(given('--enable-functions', ...words)).toMatchObject({
    node: '/opt/node',
    isolation: 'none',
  });
  expect(() => given('--enable-functions', '--function-isolation', 'maybe')).toThrow('maybe');
});
