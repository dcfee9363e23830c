import { keyArn } from '../../../domain/kms-key.ts';
import { query } from '../operation.ts';
import { markerPage } from '../page.ts';

export const listKeys = query(
  'ListKeys',
  async (input, { accountId, region, partition, store }) => {
    const load = (limit: number, after?: string) => store.kms.keys(accountId, region, limit, after);
    const { rows, ...page } = await markerPage('kms-keys', input, load, (key) => key.keyId);
    return {
      Keys: rows.map((key) => ({ KeyId: key.keyId, KeyArn: keyArn(key, partition) })),
      ...page,
    };
  },
);
