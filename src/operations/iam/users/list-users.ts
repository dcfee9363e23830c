import { query } from '../operation.ts';
import { markedKey, pageLimit, pageOf } from '../page.ts';
import { userShape } from '../shapes.ts';

export const listUsers = query('ListUsers', async (input, { store, accountId, partition }) => {
  const limit = pageLimit(input);
  const options = { pathPrefix: input.PathPrefix ?? '/', limit: limit + 1 };
  const after = markedKey(input);
  const rows = await store.iam.list('user', accountId, { ...options, after });
  const { items, ...page } = pageOf(rows, limit, ({ name }) => name);
  return { Users: items.map((user) => userShape(user, partition)), ...page };
});
