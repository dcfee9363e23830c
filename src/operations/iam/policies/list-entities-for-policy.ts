import { type PolicyUse, refOf } from '../../../domain/iam.ts';
import type { OperationContext } from '../../context.ts';
import { foundPolicy } from '../found.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';

export const listEntitiesForPolicy = query('ListEntitiesForPolicy', async (input, context) => {
  const { store, accountId } = context;
  const policy = await foundPolicy(input.PolicyArn, context);
  const { EntityFilter: filter, PolicyUsageFilter: usage } = input;
  const kinds = filter === undefined ? ['user', 'role'] : [filter.toLowerCase()];
  const purposes = usage === undefined ? ['attached', 'boundary'] : [PURPOSES[usage]];
  const uses = (await store.iam.uses(accountId, refOf(policy))).filter(
    (use) => kinds.includes(use.kind) && purposes.includes(use.purpose),
  );
  const inPath = await withPath(onceEach(uses), input.PathPrefix ?? '/', context);
  const { items, ...page } = pageOfAll(inPath, input, keyOf);
  const of = (kind: PolicyUse['kind']) => items.filter((use) => use.kind === kind);
  return {
    PolicyGroups: [],
    PolicyUsers: of('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
    PolicyRoles: of('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    ...page,
  };
});

const PURPOSES = { PermissionsPolicy: 'attached', PermissionsBoundary: 'boundary' } as const;

function keyOf({ kind, name }: PolicyUse): string {
  return `${kind}/${name}`;
}

/** An identity may have the same policy attached and as its boundary. */
function onceEach(uses: readonly PolicyUse[]): PolicyUse[] {
  return [...new Map(uses.map((use) => [keyOf(use), use])).values()];
}

async function withPath(
  uses: readonly PolicyUse[],
  prefix: string,
  { store, accountId }: OperationContext,
): Promise<PolicyUse[]> {
  const found = await Promise.all(
    uses.map(async (use) => {
      const entity = await store.iam.get(use.kind, accountId, use.name);
      return entity?.path.startsWith(prefix) ? [use] : [];
    }),
  );
  return found.flat();
}
