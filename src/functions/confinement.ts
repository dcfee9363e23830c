import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Interpreter } from './interpreters.ts';

/** `namespaces` is Linux's own means; `none` leaves a function all that the server may do. */
export type Isolation = 'namespaces' | 'none';

/** A run as the confinement sees it. */
export interface Confined {
  /** The folder of the run, made for it: all that it may write. */
  readonly folder: string;
  readonly interpreter: Interpreter;
  readonly arguments: readonly string[];
  /** Addresses (not pages) that it may map; undefined where the interpreter limits itself. */
  readonly addressBytesMax: number | undefined;
}

export interface CommandLine {
  readonly command: string;
  readonly arguments: readonly string[];
  /** What the folder is called inside. */
  readonly folder: string;
}

export interface ConfinementLimits {
  readonly fileBytesMax: number;
  readonly openFilesMax: number;
}

/** Where the interpreter is seen from inside when it lies where the function may not look. */
const RUNTIME_FOLDER = 'runtime';
/** Whom functions run as where the server is root. */
export const NOBODY = 65_534;

/**
 * First the folders that nobody may see, then the interpreter, then the folder of the run in place
 * of the one for temporary files, so that those of others are out of sight. The shell stays as the
 * first process: with it all others end, whatever they did to be left alone.
 */
const SCRIPT = `
hidden=$1; shift
while [ "$hidden" -gt 0 ]; do
  mount -t tmpfs -o ro,mode=0555,size=4k tmpfs "$1" || exit 97
  shift; hidden=$((hidden - 1))
done
folder=$1; place=$2; runtime=$3; cover=$4; shift 4
if [ -n "$runtime" ]; then mount --bind "$runtime" "$folder/${RUNTIME_FOLDER}" || exit 97; fi
if [ -n "$cover" ]; then
  mount -t tmpfs -o mode=0755,size=64k tmpfs "$cover" && mkdir -p "$runtime" || exit 97
  mount --bind "$folder/${RUNTIME_FOLDER}" "$runtime" || exit 97
fi
mount --rbind "$folder" "$place" || exit 97
cd "$place/task" || exit 97
"$@"
exit $?`;

/** How to start a function so that it sees and reaches as little as can be. */
export function confine(
  isolation: Isolation,
  run: Confined,
  hidden: readonly string[],
  limits: ConfinementLimits,
): CommandLine {
  const { folder, interpreter } = run;
  const limited = limitedBy(limits, run.addressBytesMax);
  if (isolation === 'none') {
    return { command: interpreter.path, arguments: run.arguments, folder };
  }
  const place = realpathSync(tmpdir());
  const { prefix, cover, program } = whereIs(interpreter, place);
  const asRoot = process.getuid?.() === 0;
  return {
    command: 'unshare',
    arguments: [
      ...(asRoot ? ['--propagation', 'private'] : ['--user', '--map-root-user']),
      ...['--mount', '--pid', '--ipc', '--fork', '--kill-child', '--mount-proc', '--'],
      ...['sh', '-c', SCRIPT, 'sh', String(hidden.length), ...hidden, folder, place, prefix, cover],
      ...(asRoot ? asNobody() : asNobodyInside()),
      ...limited,
      program,
      ...run.arguments,
    ],
    folder: place,
  };
}

/**
 * Interpreters of the system are where everybody may look. Others may lie in somebody's home: all
 * else of that home is covered. One among the temporary files is found in the folder of the run.
 */
function whereIs({ path }: Interpreter, place: string) {
  if (/^\/(usr|bin|opt|nix)\//.test(path)) return { prefix: '', cover: '', program: path };
  const prefix = dirname(dirname(path));
  if (path.startsWith(`${place}/`)) {
    const program = join(place, RUNTIME_FOLDER, relative(prefix, path));
    return { prefix, cover: '', program };
  }
  return { prefix, cover: `/${prefix.split('/')[1]}`, program: path };
}

function asNobody(): string[] {
  const who = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];
  return ['setpriv', ...who, '--bounding-set=-all', '--no-new-privs', '--'];
}

/** A namespace inside the first one, from which its mounts cannot be taken away. */
function asNobodyInside(): string[] {
  const without = ['--bounding-set=-all', '--inh-caps=-all', '--no-new-privs', '--'];
  return ['unshare', '--user', '--map-current-user', '--', 'setpriv', ...without];
}

function limitedBy(limits: ConfinementLimits, addressBytesMax: number | undefined): string[] {
  return [
    'prlimit',
    ...(addressBytesMax === undefined ? [] : [`--as=${addressBytesMax}`]),
    `--fsize=${limits.fileBytesMax}`,
    `--nofile=${limits.openFilesMax}`,
    '--core=0',
    '--',
  ];
}
