import { foundPolicy } from '../found.ts';
import { query } from '../operation.ts';
import { pageOfAll } from '../page.ts';
import { versionShape } from '../shapes.ts';

/** Newest first. */
export const listPolicyVersions = query('ListPolicyVersions', async (input, context) => {
  const policy = await foundPolicy(input.PolicyArn, context);
  const versions = [...policy.versions].reverse();
  const { items, ...page } = pageOfAll(versions, input, ({ versionId }) => versionId);
  return { Versions: items.map((version) => versionShape(policy, version)), ...page };
});
