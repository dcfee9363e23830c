import { Command } from 'commander';
import { backUp, restore } from '../store/backup.ts';
import { addDataDirectory } from './server-options.ts';

interface Options {
  readonly dataDir: string;
}

const KEY_HELP = `
The master key is not in a backup, and without it nobody can use one: keep a copy of it elsewhere.`;

/** `vedette backup`: one file of everything, while the server serves. */
export function backupCommand(): Command {
  const command = new Command('backup')
    .description('write everything that a data directory holds to one file; the server may run')
    .argument('<file>', 'to be made')
    .addHelpText(
      'after',
      `${KEY_HELP}\n\nExample:\n  vedette backup vedette.tar --data-dir ./data`,
    );
  return addDataDirectory(command).action(async (file: string, { dataDir }: Options) => {
    const { files, bytes } = await backUp(dataDir, file);
    console.log(`${files} files with ${bytes} bytes of ${dataDir} are in ${file}.`);
  });
}

/** `vedette restore`: the other way, into a directory of its own. */
export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('make a data directory out of a backup; it must be new or empty')
    .argument('<file>', 'what backup has written')
    .addHelpText(
      'after',
      `${KEY_HELP}\n\nExample:\n  vedette restore vedette.tar --data-dir ./new`,
    );
  return addDataDirectory(command).action(async (file: string, { dataDir }: Options) => {
    const { files, bytes } = await restore(file, dataDir);
    console.log(`${files} files with ${bytes} bytes of ${file} are in ${dataDir}.`);
  });
}
