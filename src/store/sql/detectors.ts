import type { Detector } from '../../domain/detector.ts';
import type { DetectorStore } from '../store.ts';
import type { DetectorRow } from './schema.ts';
import { getCompiled, type Session } from './session.ts';

/** What is lost with the detector of an account and Region, each with these two columns. */
const GONE_WITH_DETECTOR = [
  'findings',
  'filters',
  'lists',
  'publishing_destinations',
  'malware_settings',
  'rule_associations',
  'rule_configurations',
  'detectors',
] as const;

export function detectorStore(session: Session): DetectorStore {
  const { db } = session;
  return {
    async get(accountId, region) {
      const build = () =>
        db
          .selectFrom('detectors')
          .selectAll()
          .where('account_id', '=', accountId)
          .where('region', '=', region);
      const row = await getCompiled(session, 'detectors.get', build, [accountId, region]);
      return row && toDetector(row);
    },
    async idOf(accountId, region) {
      const build = () =>
        db
          .selectFrom('detectors')
          .select('detector_id')
          .where('account_id', '=', accountId)
          .where('region', '=', region);
      const row = await getCompiled(session, 'detectors.idOf', build, [accountId, region]);
      return row?.detector_id;
    },
    async put(detector) {
      const row = fromDetector(detector);
      await db
        .insertInto('detectors')
        .values(row)
        .onConflict((conflict) => conflict.columns(['account_id', 'region']).doUpdateSet(row))
        .execute();
    },
    async delete(accountId, region) {
      // The rows of finding_fields go with their findings (on delete cascade).
      for (const table of GONE_WITH_DETECTOR) {
        await db
          .deleteFrom(table)
          .where('account_id', '=', accountId)
          .where('region', '=', region)
          .execute();
      }
    },
  };
}

function fromDetector(detector: Detector): DetectorRow {
  return {
    account_id: detector.accountId,
    region: detector.region,
    detector_id: detector.detectorId,
    enabled: detector.enabled ? 1 : 0,
    publishing_frequency: detector.publishingFrequency,
    features: JSON.stringify(detector.features),
    tags: JSON.stringify(detector.tags),
    client_token: detector.clientToken ?? null,
    created_at: detector.createdAt,
    updated_at: detector.updatedAt,
  };
}

function toDetector(row: DetectorRow): Detector {
  return {
    detectorId: row.detector_id,
    accountId: row.account_id,
    region: row.region,
    enabled: row.enabled === 1,
    publishingFrequency: row.publishing_frequency as Detector['publishingFrequency'],
    features: JSON.parse(row.features) as Detector['features'],
    tags: JSON.parse(row.tags) as Detector['tags'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.client_token !== null && { clientToken: row.client_token }),
  };
}
