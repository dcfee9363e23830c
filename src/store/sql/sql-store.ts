import type { Kysely } from 'kysely';
import type { Store } from '../store.ts';
import { accountStore } from './accounts.ts';
import { administrationStore } from './administrations.ts';
import { atomically } from './atomically.ts';
import { auditStore } from './audit.ts';
import { bucketStore } from './buckets.ts';
import { credentialStore } from './credentials.ts';
import { destinationStore } from './destinations.ts';
import { detectionRuleStore } from './detection-rules.ts';
import { detectorStore } from './detectors.ts';
import type { Differences } from './differences.ts';
import { digestOf } from './digest.ts';
import { filterStore } from './filters.ts';
import { findingStore } from './findings.ts';
import { functionStore } from './functions.ts';
import { iamStore } from './iam.ts';
import { ingestStore } from './ingest.ts';
import { kmsStore } from './kms.ts';
import { listStore } from './lists.ts';
import { malwareStore } from './malware.ts';
import { memberStore } from './members.ts';
import { noticeStore } from './notices.ts';
import { organizationStore } from './organizations.ts';
import { outboxStore } from './outbox.ts';
import { resealAll } from './reseal.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';
import { settingStore } from './settings.ts';
import { stackStore } from './stacks.ts';
import { usageStore } from './usage.ts';

/** The store over a database whose schema is up to date; `afterClose` gives back what it held. */
export function sqlStore(
  db: Kysely<Tables>,
  differences: Differences,
  afterClose: () => void,
): Store {
  const session: Session = { db, differences, compiled: new Map() };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await db.destroy().finally(afterClose);
  };
  return {
    ...subStores(session),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function subStores(session: Session): Omit<Store, 'close'> {
  return {
    accounts: accountStore(session),
    credentials: credentialStore(session),
    iam: iamStore(session),
    organizations: organizationStore(session),
    detectors: detectorStore(session),
    members: memberStore(session),
    findings: findingStore(session),
    filters: filterStore(session),
    lists: listStore(session),
    destinations: destinationStore(session),
    malware: malwareStore(session),
    detectionRules: detectionRuleStore(session),
    ingest: ingestStore(session),
    settings: settingStore(session),
    administrations: administrationStore(session),
    usage: usageStore(session),
    outbox: outboxStore(session),
    notices: noticeStore(session),
    kms: kmsStore(session),
    audit: auditStore(session),
    buckets: bucketStore(session),
    functions: functionStore(session),
    stacks: stackStore(session),
    transaction: (work) => atomically(session, (inside) => work(transactionStore(inside))),
    resealAll: (change) => atomically(session, (inside) => resealAll(inside, change)),
    digest: (accountId) => atomically(session, (inside) => digestOf(inside, accountId)),
  };
}

function transactionStore(session: Session): Store {
  return {
    ...subStores(session),
    async close() {
      throw new Error('A transaction cannot close the store.');
    },
  };
}
