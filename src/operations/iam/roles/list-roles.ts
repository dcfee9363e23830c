import { query } from '../operation.ts';
import { markedKey, pageLimit, pageOf } from '../page.ts';
import { roleShape } from '../shapes.ts';

export const listRoles = query('ListRoles', async (input, { store, accountId, partition }) => {
  const limit = pageLimit(input);
  const options = { pathPrefix: input.PathPrefix ?? '/', limit: limit + 1 };
  const after = markedKey(input);
  const rows = await store.iam.list('role', accountId, { ...options, after });
  const { items, ...page } = pageOf(rows, limit, ({ name }) => name);
  return { Roles: items.map((role) => roleShape(role, partition)), ...page };
});
