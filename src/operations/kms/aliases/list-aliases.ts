import { aliasArn } from '../../../domain/kms-key.ts';
import { dateOf } from '../../../lib/clock.ts';
import { query } from '../operation.ts';
import { ownKey } from '../own-key.ts';
import { markerPage } from '../page.ts';

export const listAliases = query('ListAliases', async (input, context) => {
  const { accountId, region, partition, store } = context;
  const keyId = input.KeyId && (await ownKey(input.KeyId, context)).keyId;
  const load = (limit: number, after?: string) =>
    store.kms.aliases({ accountId, region, keyId, limit, after });
  const { rows, ...page } = await markerPage('kms-aliases', input, load, ({ name }) => name);
  const Aliases = rows.map((alias) => ({
    AliasName: alias.name,
    AliasArn: aliasArn(alias, partition),
    TargetKeyId: alias.keyId,
    CreationDate: dateOf(alias.createdAt),
    LastUpdatedDate: dateOf(alias.updatedAt),
  }));
  return { Aliases, ...page };
});
