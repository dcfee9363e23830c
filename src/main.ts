import { existsSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { detectionFolders, detections } from '../detections/index.ts';
import { createApi, type ServiceTable } from './api/create-api.ts';
import type { AuthorisedCall, DispatchedCall } from './api/handle-request.ts';
import { wireServices } from './api/wire/wire-services.ts';
import { accessDenied } from './authorise/access-denied.ts';
import { authorise } from './authorise/authorise.ts';
import { createKeyRing, type KeyRing } from './authorise/key-ring.ts';
import {
  checkManagementRequest,
  type ManagementAccount,
  type ManagementRequest,
  openManagementAccount,
  type RootKey,
} from './authorise/management-account.ts';
import { createEngine } from './detect/create-engine.ts';
import { partitionOf } from './domain/regions.ts';
import { createSamples } from './findings/samples.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { openHttpPort } from './lib/http-port.ts';
import type { MasterKeySource } from './lib/master-key.ts';
import { createWakeLoop, type WakeLoop } from './lib/wake-loop.ts';
import * as limits from './limits.ts';
import type { OperationContext, Services } from './operations/context.ts';
import { invalidInput as guardDutyInvalidInput } from './operations/guardduty/errors.ts';
import { guardDutyTable } from './operations/guardduty/index.ts';
import { runEmailChecks } from './operations/guardduty/invitations/run-email-checks.ts';
import { ACCOUNTS_MAX_SETTING } from './operations/organizations/accounts-max.ts';
import { invalidInput as organizationsInvalidInput } from './operations/organizations/errors.ts';
import { organizationsTable } from './operations/organizations/index.ts';
import { invalidInput as stsInvalidInput } from './operations/sts/errors.ts';
import { stsTable } from './operations/sts/index.ts';
import { invalidInput as vedetteInvalidInput } from './operations/vedette/errors.ts';
import { vedetteTable } from './operations/vedette/index.ts';
import { createPipeline, type Pipeline } from './pipeline/create-pipeline.ts';
import { firingHits } from './pipeline/firing-hits.ts';
import { type Watch, watchDirectory } from './pipeline/watch-directory.ts';
import { type DataDirectory, openDataDirectory } from './store/data-directory.ts';
import type { Store } from './store/store.ts';

export interface VedetteOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly dataDirectory: string;
  readonly masterKey: MasterKeySource;
  readonly management?: ManagementRequest;
  /** Accounts of one organisation, kept until another number is given. */
  readonly organizationAccountsMax?: number;
  /** Files and directories with logs of any account, watched while the server runs. */
  readonly sources?: readonly string[];
  readonly clock?: Clock;
  readonly log?: Logger;
}

/** A running server. */
export interface Vedette {
  readonly port: number;
  readonly url: string;
  /** The management account. */
  readonly accountId: string;
  /** Only when this start made it: nobody can read it again. */
  readonly generatedRootKey?: RootKey;
  /** The master key file, when this start made it. */
  readonly madeKeyFile?: string;
  readonly store: Store;
  /** Ends calls, background work and the store, in this order. */
  close(): Promise<void>;
}

/** GuardDuty is first: it answers requests that no service recognises. */
const SERVICES: readonly ServiceTable[] = [
  {
    wire: wireServices.guardduty,
    operations: { ...guardDutyTable },
    invalidInput: guardDutyInvalidInput,
  },
  { wire: wireServices.sts, operations: { ...stsTable }, invalidInput: stsInvalidInput },
  {
    wire: wireServices.organizations,
    operations: { ...organizationsTable },
    invalidInput: organizationsInvalidInput,
  },
  {
    wire: wireServices.vedette,
    operations: { ...vedetteTable },
    invalidInput: vedetteInvalidInput,
  },
];

/** What lives as long as the server, for the functions below. */
interface Composition {
  readonly clock: Clock;
  readonly log: Logger;
  readonly data: DataDirectory<ManagementAccount>;
  readonly keys: KeyRing;
  readonly services: Services;
  readonly emailChecks: WakeLoop;
  readonly pipeline: Pipeline;
}

/**
 * Starts a server and resolves when it is ready. The port is taken before the data directory, so
 * that a port in use makes nothing. Throws an Error whose text is for the operator.
 */
export async function startVedette(options: VedetteOptions): Promise<Vedette> {
  const { clock = systemClock, management = {} } = options;
  const log = options.log ?? pino({ name: 'vedette' }, pino.destination({ dest: 2, sync: true }));
  checkManagementRequest(management);
  const sources = checkedSources(options.sources ?? []);
  const port = await openHttpPort({
    host: options.host,
    port: options.port,
    headerSeconds: limits.REQUEST_HEADER_SECONDS,
    requestSeconds: limits.REQUEST_SECONDS,
    keepAliveSeconds: limits.KEEP_ALIVE_SECONDS,
    shutdownSeconds: limits.SHUTDOWN_SECONDS,
  });
  let data: DataDirectory<ManagementAccount> | undefined;
  try {
    data = await openData(options, clock);
    const { store, settled, madeKeyFile } = data;
    const composition = await compose(data, clock, log);
    port.serve(apiOf(composition));
    const sweep = startBackground(composition);
    const watch = sources.length > 0 ? watchSources(composition, sources) : undefined;
    return {
      port: port.port,
      url: port.url,
      ...settled,
      madeKeyFile,
      store,
      async close() {
        await port.close();
        clearInterval(sweep);
        await watch?.close();
        await composition.emailChecks.close();
        await store.close();
      },
    };
  } catch (error) {
    await port.close();
    await data?.store.close();
    throw error;
  }
}

function openData(
  options: VedetteOptions,
  clock: Clock,
): Promise<DataDirectory<ManagementAccount>> {
  const { dataDirectory, masterKey, management = {}, organizationAccountsMax } = options;
  return openDataDirectory(dataDirectory, masterKey, async (store, seal) => {
    if (organizationAccountsMax !== undefined) {
      await store.settings.put(ACCOUNTS_MAX_SETTING, String(organizationAccountsMax));
    }
    return openManagementAccount(store, seal, clock, management);
  });
}

async function compose(
  data: DataDirectory<ManagementAccount>,
  clock: Clock,
  log: Logger,
): Promise<Composition> {
  const { store, seal } = data;
  const keys = createKeyRing(store, seal, clock, {
    entriesMax: limits.KEY_RING_ENTRIES_MAX,
    seconds: limits.KEY_RING_SECONDS,
  });
  const emailChecks = createWakeLoop(() => runEmailChecks(store, clock), {
    retryMillis: limits.BACKGROUND_RETRY_SECONDS * 1000,
    onError: (error) => log.error({ err: error }, 'e-mail checks failed and are tried again'),
  });
  const engine = createEngine(detections);
  const pipeline = createPipeline({ store, engine, clock, partitionOf });
  const samples = createSamples({ firing: await firingHits(detectionFolders), partitionOf });
  const services: Services = {
    sealSecret: (secret) => seal.seal(secret),
    wakeEmailChecks: () => emailChecks.wake(),
    sampleFinding: samples.make,
    sampleTypes: () => samples.types,
    putRecords: (push) => pipeline.putRecords(push),
  };
  return { clock, log, data, keys, services, emailChecks, pipeline };
}

function apiOf(composition: Composition) {
  const { clock, log, keys } = composition;
  return createApi({
    services: SERVICES,
    keys,
    clock,
    isRegion: (region) => partitionOf(region) !== undefined,
    authorise: (call) => authoriseCall(composition, call),
    dispatch: (call) => dispatch(composition, call),
    health: { ready: () => true },
    log: (entry) => log.error(entry),
  });
}

async function authoriseCall({ data, keys }: Composition, call: AuthorisedCall): Promise<void> {
  const { principal, service, operation, region } = call;
  const key = await keys.find(principal.accessKeyId);
  const verdict = authorise({
    principal,
    account: key?.account,
    managementAccountId: data.settled.accountId,
    service,
    operation,
  });
  if (verdict.allowed) return;
  const partition = partitionOf(region) ?? 'aws';
  throw accessDenied(principal, partition, `${service}:${operation}`, verdict.reason);
}

/**
 * A call that writes is one transaction; what it asked to be woken is woken once it is committed.
 */
async function dispatch(composition: Composition, call: DispatchedCall): Promise<object> {
  const { clock, data, keys, services } = composition;
  const { operation, principal, region, requestId, service } = call;
  const input = call.input as never;
  let wakes = false;
  const context: OperationContext = {
    principal,
    accountId: principal.accountId,
    region,
    partition: partitionOf(region) ?? 'aws',
    requestId,
    clock,
    store: data.store,
    services: {
      ...services,
      wakeEmailChecks: () => {
        wakes = true;
      },
    },
  };
  if (!operation.writes) return operation.handle(input, context);
  const output = await data.store.transaction((store) =>
    operation.handle(input, { ...context, store }),
  );
  // Keys and accounts belong to the other services; GuardDuty's calls never change one.
  if (service !== 'guardduty') keys.clear();
  if (wakes) services.wakeEmailChecks();
  return output;
}

/** A source that is missing at the start is a slip of the operator; later it may come and go. */
function checkedSources(sources: readonly string[]): readonly string[] {
  const missing = sources.find((path) => !existsSync(path));
  if (missing !== undefined) throw new Error(`The source ${missing} does not exist.`);
  return sources;
}

/** A path that stays unreadable is told once, and again when it fails in another way. */
function watchSources({ log, pipeline }: Composition, paths: readonly string[]): Watch {
  const told = new Map<string, string>();
  return watchDirectory({
    paths,
    pipeline,
    onTaken: (path, outcome) => {
      told.delete(path);
      log.info({ path, ...outcome }, 'records were taken in');
    },
    onProblem: (path, error) => {
      const text = String(error);
      if (told.get(path) === text) return;
      if (told.size >= limits.PROBLEMS_TOLD_MAX) told.clear();
      told.set(path, text);
      log.warn({ path, err: error }, 'a log file could not be taken in and is tried again');
    },
  });
}

/** What waits from before the start is done now; what has expired is swept from time to time. */
function startBackground({ clock, log, data, emailChecks }: Composition): NodeJS.Timeout {
  const keptMillis = limits.EXPIRED_CREDENTIAL_KEPT_HOURS * 3_600_000;
  const sweep = () => {
    data.store.credentials.deleteExpired(clock.now() - keptMillis).catch((error: unknown) => {
      log.error({ err: error }, 'expired sessions could not be swept and are tried again later');
    });
  };
  emailChecks.wake();
  return setInterval(sweep, limits.EXPIRED_CREDENTIAL_SWEEP_MINUTES * 60_000);
}
