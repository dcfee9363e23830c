import { isInForce } from '../../../domain/rule-association.ts';
import type { OperationContext } from '../../context.ts';
import { accessDenied, guardDutyError } from '../errors.ts';
import type { TagContext, TaggedResource } from './tagged-resource.ts';

const ARN = /^arn:([^:]+):guardduty:([^:]*):(\d{12}):(.+)$/;
const PLAN = /^malware-protection-plan\/([^/]+)$/;
const ASSOCIATION = /^custom-detection-rule\/([^/]+)\/association\/([^/]+)$/;

/**
 * The caller's malware protection plan or rule association, which belong to no detector; undefined
 * for an ARN of another form.
 * @throws ServiceError where the ARN has the form and names nothing of the caller's
 */
export async function taggedWithoutDetector(
  context: TagContext & Partial<Pick<OperationContext, 'clock'>>,
  arn: string,
): Promise<TaggedResource | undefined> {
  const [, partition, region, accountId, rest = ''] = ARN.exec(arn) ?? [];
  const [, planId] = PLAN.exec(rest) ?? [];
  const [, ruleId, associationId] = ASSOCIATION.exec(rest) ?? [];
  if (planId === undefined && ruleId === undefined) return undefined;
  if (accountId !== context.accountId) throw accessDenied();
  const isHere = partition === context.partition && region === context.region;
  const found = isHere
    ? planId !== undefined
      ? await planOf(context, planId)
      : await associationOf(context, ruleId ?? '', associationId ?? '')
    : undefined;
  if (found === undefined) throw guardDutyError('noSuchResource');
  return found;
}

async function planOf(
  { store, accountId, region }: TagContext,
  planId: string,
): Promise<TaggedResource | undefined> {
  const plan = await store.malware.getPlan(accountId, region, planId);
  if (plan === undefined) return undefined;
  return { tags: plan.tags, putTags: (tags) => store.malware.putPlan({ ...plan, tags }) };
}

/** Without a clock an association that has expired still has its tags. */
async function associationOf(
  { store, accountId, region, clock }: TagContext & Partial<Pick<OperationContext, 'clock'>>,
  ruleId: string,
  associationId: string,
): Promise<TaggedResource | undefined> {
  const found = await store.detectionRules.association(accountId, region, ruleId);
  if (found?.associationId !== associationId) return undefined;
  if (clock !== undefined && !isInForce(found, clock.now())) return undefined;
  return {
    tags: found.tags,
    putTags: (tags) => store.detectionRules.putAssociation({ ...found, tags }),
  };
}

export async function findDestination(
  { store, accountId, region }: TagContext,
  id: string,
): Promise<TaggedResource | undefined> {
  const found = await store.destinations.get(accountId, region, id);
  if (found === undefined) return undefined;
  return { tags: found.tags, putTags: (tags) => store.destinations.put({ ...found, tags }) };
}
