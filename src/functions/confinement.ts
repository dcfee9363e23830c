import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gateJs } from './gate.ts';
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
  /** The only port that answers in its network: the server's. */
  readonly port: number;
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
  readonly processesMax: number;
}

/** Where the interpreter is seen from inside when it lies where the function may not look. */
const RUNTIME_FOLDER = 'runtime';
/** The file in the folder of the run from which its environment is read, once. */
export const ENVIRONMENT_FILE = 'environment';
/** Whom functions run as where the server is root. */
export const NOBODY = 65_534;
/** Where everybody may leave something, or finds services of the system to talk to. */
const SHARED_FOLDERS = ['/run', '/var/tmp', '/dev/shm', '/dev/mqueue'];

/** Brings the loopback of a new network up, by whichever of two programs is there. */
const LOOPBACK_UP = `ip link set lo up 2>/dev/null || perl -e '
  $up = pack("a16s", "lo", 0x49); socket(S, 2, 2, 0) && ioctl(S, 0x8914, $up) or die "lo: $!\\n"'`;

/**
 * First the way out of its network, then the folders that nobody may see, then the interpreter,
 * then the folder of the run in place of the one for temporary files, so that those of others are
 * out of sight. The shell stays as the first process: with it all others end, whatever they did to
 * be left alone.
 */
const SCRIPT = `
${LOOPBACK_UP} || exit 97
node=$1; gate=$2; port=$3; shift 3
"$node" -e "$gate" "$port" </dev/null 3>&- || exit 97
exec 4>&-
unset NODE_CHANNEL_FD NODE_CHANNEL_SERIALIZATION_MODE
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

/** Reads the environment and begins the function in it. */
const BEGIN = '. "$0"; rm -f "$0"; exec "$@"';

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
  const covered = withShared(hidden, [folder, prefix]);
  return {
    // With the server it ends, even where that has no time to end it.
    command: 'setpriv',
    arguments: [
      ...['--pdeathsig', 'KILL', '--', 'unshare'],
      ...(asRoot ? ['--propagation', 'private'] : ['--user', '--map-root-user']),
      ...['--mount', '--pid', '--ipc', '--net', '--fork', '--kill-child', '--mount-proc', '--'],
      ...['sh', '-c', SCRIPT, 'sh', process.execPath, gateJs, String(run.port)],
      ...[String(covered.length), ...covered, folder, place, prefix, cover],
      ...(asRoot ? asNobody() : asNobodyInside()),
      ...limited,
      ...['sh', '-c', BEGIN, join(place, ENVIRONMENT_FILE), program],
      ...run.arguments,
    ],
    folder: place,
  };
}

/** What is covered as a whole covers what lies in it, and never what the run needs. */
function withShared(hidden: readonly string[], needed: readonly string[]): string[] {
  const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
  const shared = SHARED_FOLDERS.filter(
    (folder) => existsSync(folder) && !needed.some((path) => isIn(path, folder)),
  );
  return [...shared, ...hidden.filter((path) => !shared.some((folder) => isIn(path, folder)))];
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
    `--nproc=${limits.processesMax}`,
    '--core=0',
    '--',
  ];
}
