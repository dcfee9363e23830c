import { execFile } from 'node:child_process';
import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { vedetteCommand } from './vedette-command.ts';

/** Runs a command line that commander itself answers, and gives back all that it printed. */
async function printed(...args: string[]): Promise<string> {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  const listen = (command: Command): void => {
    command.exitOverride().configureOutput({ writeOut: write, writeErr: write });
    for (const child of command.commands) listen(child);
  };
  const program = vedetteCommand();
  listen(program);
  await expect(program.parseAsync(args, { from: 'user' })).rejects.toThrow();
  return text;
}

it.each(['', 'serve', 'scan', 'ingest', 'account create', 'key rotate', 'coverage'])(
  'vedette %s --help has an example',
  async (command) => {
    const words = command.split(' ').filter((word) => word !== '');
    expect(await printed(...words, '--help')).toMatch(
      new RegExp(`Examples?:[^]*vedette ${command}`.trimEnd()),
    );
  },
);

it('answers an unknown flag or command with one line', async () => {
  expect(await printed('scan', '--formta', 'json', '.')).toBe("error: unknown option '--formta'\n");
  expect(await printed('serf')).toBe("error: unknown command 'serf'\n");
});

it('ends with exit code 1 and one line for what a command throws', async () => {
  const ran = await new Promise((resolve) => {
    const args = ['--import', 'tsx', 'src/cli/vedette.ts', 'key', 'rotate'];
    const child = execFile(process.execPath, args, (_error, out, err) => {
      resolve({ code: child.exitCode, out, err });
    });
  });
  const err = 'error: Say which key: --root or --master.\n';
  expect(ran).toEqual({ code: 1, out: '', err });
});
