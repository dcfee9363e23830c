import { query } from './operation.ts';

/** A `query` in that it needs no transaction around it: the pipeline commits each batch itself. */
export const putRecords = query('PutRecords', async (input, context) => {
  const { accountId, region, services } = context;
  const { Records: body, Cluster: cluster, Database: database, DatabaseCluster } = input;
  const log = {
    ...(cluster !== undefined && { cluster }),
    ...(database !== undefined && { database }),
    ...(DatabaseCluster !== undefined && { databaseCluster: DatabaseCluster }),
  };
  const outcome = await services.putRecords({ accountId, region, body, log });
  return {
    Accepted: outcome.accepted,
    Duplicates: outcome.duplicates,
    Findings: outcome.findings,
    Refused: { ...outcome.refused },
  };
});
