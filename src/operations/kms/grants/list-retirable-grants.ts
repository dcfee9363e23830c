import type { GrantListEntry } from '@aws-sdk/client-kms';
import { kmsErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { markerPageOfAll } from '../page.ts';
import { grantShape } from './grant-shape.ts';

/** Of keys of the call's Region, whoever's they are. */
export const listRetirableGrants = query('ListRetirableGrants', async (input, context) => {
  const { store, region, partition } = context;
  const { RetiringPrincipal: retiring } = input;
  if (retiring === undefined) throw kmsErrors.validation('A RetiringPrincipal must be given.');
  const shapes: GrantListEntry[] = [];
  for (const grant of await store.kms.retirable(retiring)) {
    const key = await store.kms.key(grant.keyId);
    if (key?.region === region) shapes.push(grantShape(grant, key, partition));
  }
  const idOf = (grant: GrantListEntry) => grant.GrantId ?? '';
  const { rows, ...page } = await markerPageOfAll('kms-grants', input, shapes, idOf);
  return { Grants: [...rows], ...page };
});
