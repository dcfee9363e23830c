import { query } from '../operation.ts';
import { namedKey } from '../own-key.ts';
import { markerPageOfAll } from '../page.ts';
import { grantShape } from './grant-shape.ts';

export const listGrants = query('ListGrants', async (input, context) => {
  const key = await namedKey(input.KeyId, context);
  const { GrantId: id, GranteePrincipal: grantee } = input;
  const all = (await context.store.kms.grants(key.keyId)).filter(
    (grant) =>
      (id === undefined || grant.grantId === id) &&
      (grantee === undefined || grant.grantee === grantee),
  );
  const { rows, ...page } = await markerPageOfAll('kms-grants', input, all, (one) => one.grantId);
  return { Grants: rows.map((grant) => grantShape(grant, key, context.partition)), ...page };
});
