import { type Logger, pino } from 'pino';
import { detectionFolders, detections } from '../detections/index.ts';
import { createConsole } from './api/console/create-console.ts';
import type { OpenIdSettings } from './api/console/open-id/open-id-settings.ts';
import { SignInLinks } from './api/console/sign-in-links.ts';
import { createApi } from './api/create-api.ts';
import { customResponses } from './api/custom-responses.ts';
import { findingJson } from './api/finding-json.ts';
import { createAudit } from './audit/create-audit.ts';
import { createGate, type Gate } from './authorise/create-gate.ts';
import { createKeyRing } from './authorise/key-ring.ts';
import {
  checkManagementRequest,
  type ManagementAccount,
  type ManagementRequest,
  openManagementAccount,
  type RootKey,
} from './authorise/management-account.ts';
import { createAutomation, type StackServices } from './automation.ts';
import { type Composition, closeAll, createLoops, startBackground } from './composition.ts';
import { createEngine } from './detect/create-engine.ts';
import { detectionReports } from './detect/detection-reports.ts';
import { emailCheckNote } from './domain/email-check.ts';
import type { MalwareScanner } from './domain/malware-scan.ts';
import type { Membership } from './domain/membership.ts';
import { partitionOf } from './domain/regions.ts';
import { openEmbeddedS3, Storages } from './embedded-s3.ts';
import { createSamples } from './findings/samples.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { openHttpPort } from './lib/http-port.ts';
import type { MasterKeySource } from './lib/master-key.ts';
import * as limits from './limits.ts';
import { createKnownLists } from './lists/create-known-lists.ts';
import { createLists, type ListSources } from './lists/create-lists.ts';
import { keepFresh, type OpenWorld, openWorld, type WorldFiles } from './lists/open-world.ts';
import { type FunctionSettings, openFunctions } from './open-runner.ts';
import type { Services } from './operations/context.ts';
import { createProtection } from './operations/guardduty/create-protection.ts';
import { tagsOfResource } from './operations/guardduty/tags/tags-of-resource.ts';
import { type OrganizationQuotas, putQuotas } from './operations/organizations/quotas.ts';
import { createPipeline } from './pipeline/create-pipeline.ts';
import { firingHits } from './pipeline/firing-hits.ts';
import { type AnySource, checkedSources, watchSources } from './pipeline/watch-sources.ts';
import {
  createPublishing,
  type Publishing,
  type PublishingSettings,
} from './publish/create-publishing.ts';
import type { EmbeddedS3 } from './s3/create-s3.ts';
import { serviceTables } from './service-tables.ts';
import { RESPONSE_PATH } from './stacks/replies.ts';
import { withSealedStacks } from './stacks/sealed-items.ts';
import { type DataDirectory, openDataDirectory } from './store/data-directory.ts';
import type { Store } from './store/store.ts';

export interface VedetteOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly dataDirectory: string;
  readonly masterKey: MasterKeySource;
  readonly management?: ManagementRequest;
  readonly quotas?: OrganizationQuotas;
  /** Files, directories and buckets with logs of any account, watched while the server runs. */
  readonly sources?: readonly AnySource[];
  /** Where the files of trusted and threat lists are read from. */
  readonly lists?: ListSources;
  /** Feeds and machines that the operator declares. */
  readonly known?: WorldFiles;
  /** Mail and what else leaves by itself. */
  readonly publishing?: PublishingSettings;
  /** What scans for malware; without one, scans end as failed and say why. */
  readonly malwareScanner?: MalwareScanner;
  /** How functions are run; without it none is. */
  readonly functions?: FunctionSettings | undefined;
  /** Where the built console lies; without it there is none. */
  readonly consoleDirectory?: string;
  /** The identity provider by which people sign in at the console. */
  readonly openId?: OpenIdSettings | undefined;
  /** The home Region of the e-mail check; us-east-1 unless said. */
  readonly emailCheckRegion?: string;
  /** Is the trail of calls looked at by detection, as any other log? Yes unless said. */
  readonly auditDetection?: boolean;
  /** Whether calls leave a trail. Only a measurement of what it costs says no. */
  readonly auditTrail?: boolean;
  /** Days after its last update that a finding is deleted; 90 unless said. */
  readonly findingsKeptDays?: number;
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
  /** A token that signs in at the console once, within minutes, as the holder of this key. */
  signInToken(accessKeyId: string): string;
  /** Reads the operator's files again, and looks at the sources. */
  reload(): void;
  /** Ends calls, background work and the store, in this order. */
  close(): Promise<void>;
}

/**
 * Starts a server and resolves when it is ready. The port is taken before the data directory, so
 * that a port in use makes nothing. Throws an Error whose text is for the operator.
 */
export async function startVedette(options: VedetteOptions): Promise<Vedette> {
  const { clock = systemClock, management = {}, dataDirectory } = options;
  const log = options.log ?? pino({ name: 'vedette' }, pino.destination({ dest: 2, sync: true }));
  checkManagementRequest(management);
  const sources = checkedSources(options.sources ?? []);
  const world = await openWorld({ ...options.known, dataDirectory, clock });
  const port = await openHttpPort({
    ...{ host: options.host, port: options.port },
    headerSeconds: limits.REQUEST_HEADER_SECONDS,
    requestSeconds: limits.REQUEST_SECONDS,
    keepAliveSeconds: limits.KEEP_ALIVE_SECONDS,
    shutdownSeconds: limits.SHUTDOWN_SECONDS,
  });
  let data: DataDirectory<ManagementAccount> | undefined;
  try {
    data = await openData(options, clock);
    const { store, settled, madeKeyFile } = data;
    const storages = new Storages(options.lists?.s3, clock);
    const publishing = createPublishing({
      ...{ store, clock, log, random: Math.random, url: port.url, findingJson },
      dataDirectory,
      storage: storages.storage,
      settings: options.publishing ?? {},
    });
    const watched = { ...data, store: withSealedStacks(publishing.store, data.seal) };
    const given = { ...options, world, storages, url: port.url };
    const composition = await compose(watched, publishing, clock, log, given);
    const links = new SignInLinks(clock);
    const embedded = await openEmbeddedS3(composition, options);
    storages.open(embedded);
    const { accountId: managementAccountId } = settled;
    port.serve(apiOf(composition, embedded.s3, links, { ...options, managementAccountId }));
    const sweep = startBackground(composition, options.findingsKeptDays);
    const watch = await watchSources(sources, settled.accountId, {
      ...{ pipeline: composition.pipeline, ingest: store.ingest, clock, log },
      logs: () => storages.logs(),
    });
    const fresh = keepFresh(world, log);
    return {
      port: port.port,
      url: port.url,
      ...settled,
      madeKeyFile,
      store,
      signInToken: (accessKeyId) => links.make(accessKeyId),
      reload() {
        fresh.reload();
        watch.wake();
      },
      async close() {
        await fresh.close();
        await closeAll(port, composition, sweep, watch);
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
  const { dataDirectory, masterKey, management = {}, quotas = {} } = options;
  return openDataDirectory(dataDirectory, masterKey, async (store, seal) => {
    await putQuotas(store.settings, quotas);
    return openManagementAccount(store, seal, clock, management);
  });
}

/** What was opened before anything was composed. */
interface Known {
  readonly world: OpenWorld;
}

type Settings = Pick<
  VedetteOptions,
  | 'lists'
  | 'malwareScanner'
  | 'auditDetection'
  | 'emailCheckRegion'
  | 'functions'
  | 'dataDirectory'
  | 'masterKey'
> & { readonly storages: Storages; readonly url: string };

async function compose(
  data: DataDirectory<ManagementAccount>,
  publishing: Publishing,
  clock: Clock,
  log: Logger,
  options: Settings & Known,
): Promise<Composition> {
  const { store, seal, settled } = data;
  const kept = { entriesMax: limits.KEY_RING_ENTRIES_MAX, seconds: limits.KEY_RING_SECONDS };
  const keys = createKeyRing(store, seal, clock, kept);
  const gate = createGate({
    ...{ store, keys, clock },
    managementAccountId: settled.accountId,
    guardDutyTags: (arn, { principal, region, partition }) =>
      tagsOfResource(arn, { store, accountId: principal.accountId, region, partition }),
    limits: kept,
  });
  const checked = (row: Membership) => audit.note(emailCheckNote(row, options.emailCheckRegion));
  const loops = createLoops(store, clock, log, publishing, checked);
  const lists = createLists({
    ...{ store, clock, log, sources: options.lists ?? {} },
    embedded: options.storages.reader,
  });
  const { malwareScanner: scanner, storages } = options;
  const protection = createProtection({ store, clock, log, scanner, ...storages.look });
  const engine = createEngine(detections);
  await lists.load();
  const known = createKnownLists(options.world, lists);
  const pipeline = createPipeline({ store, engine, clock, partitionOf, lists: known });
  const samples = createSamples({ firing: await firingHits(detectionFolders), partitionOf });
  const intake = options.auditDetection === false ? undefined : pipeline;
  const audit = await createAudit({ store, clock, log, intake });
  const functions = options.functions && openFunctions(options.functions, options, log);
  const own: Omit<Services, keyof StackServices> = {
    functions,
    sealSecret: (secret) => seal.seal(secret),
    openSecret: (sealed) => seal.open(sealed),
    wakeEmailChecks: () => loops.emailChecks.wake(),
    wakeAutoEnable: () => loops.autoEnable.wake(),
    wakeLists: lists.wake,
    isListHostAllowed: lists.isHostAllowed,
    ...protection.services,
    warn: (text, about) => log.warn(about, text),
    sampleFinding: samples.make,
    sampleTypes: () => samples.types,
    detections: () => detectionReports(detections, engine.health()),
    ...publishing.services,
    putRecords: (push) => pipeline.putRecords(push),
    lookUpAudit: (query) => audit.lookUp(query),
  };
  const url = functions?.endpoint ?? options.url;
  const parts = { store, seal, clock, log, gate, audit, url };
  const s3 = storages.invoke;
  const automation = createAutomation({ ...parts, s3, services: own });
  const { services } = automation;
  return {
    ...{ clock, log, data, keys, gate, services, ...loops, lists, protection },
    ...{ pipeline, publishing, audit, automation, functions },
  };
}

function apiOf(
  composition: Composition,
  s3: EmbeddedS3,
  links: SignInLinks,
  options: VedetteOptions & { readonly managementAccountId: string },
) {
  const { clock, log, keys, gate, data, audit, automation } = composition;
  const { consoleDirectory: directory, auditTrail, openId, managementAccountId } = options;
  const trail = auditTrail === false ? undefined : audit;
  const { store, seal } = data;
  const parts = {
    keys,
    clock,
    isRegion: (region: string) => partitionOf(region) !== undefined,
    authorise: (call: Parameters<Gate['check']>[0]) => gate.check(call),
    dispatch: automation.dispatch,
  };
  const console =
    directory === undefined
      ? undefined
      : createConsole({
          ...{ ...parts, store, seal, links, directory, trail, openId, managementAccountId },
          warn: (text) => log.warn(text),
        });
  return createApi({
    services: serviceTables,
    ...parts,
    ...(console && { console }),
    besides: [customResponses({ path: RESPONSE_PATH, receive: automation.stacks.receive }), s3],
    health: { ready: () => true },
    log: (entry) => log.error(entry),
    trail,
  });
}
