import {
  awaitsWork,
  beginDeletion,
  changeList,
  type IndicatorList,
  isDeleted,
  type ListKind,
  listRules,
  newList,
} from '../../../domain/indicator-list.ts';
import { addTags } from '../../../domain/tags.ts';
import { hexId } from '../../../lib/ids.ts';
import { TAGS_PER_RESOURCE_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import type { GuardDutyOperations } from '../operation-types.ts';
import { checkTexts, refuseOthers, refuseTaken } from './list-refusals.ts';

/** What the Create operations of all kinds are given, and the Update operations but for the id. */
type ListInput = GuardDutyOperations['CreateIPSet']['input'];
type ListUpdate = Omit<GuardDutyOperations['UpdateIPSet']['input'], 'IpSetId'>;

/** Makes a list and answers its id. The same call again, known by its token, answers the same. */
export async function makeList(
  context: OperationContext,
  kind: ListKind,
  input: ListInput,
): Promise<string> {
  await refuseOthers(context, input.DetectorId);
  const { store, accountId, region } = context;
  const { Name: name, Location: location, Format: format } = input;
  checkTexts(context, kind, { name, location });
  const tags = addTags({}, input.Tags ?? {}, TAGS_PER_RESOURCE_MAX);
  if (tags === undefined) throw guardDutyError('invalidInput');
  const { ClientToken: clientToken = '', ExpectedBucketOwner: expectedBucketOwner } = input;
  const others = await store.lists.list(accountId, region, kind);
  const retried = others.find((list) => clientToken !== '' && list.clientToken === clientToken);
  if (retried !== undefined) return retried.listId;
  refuseTaken(kind, others, name);
  if (others.length >= listRules(kind).listsMax) throw guardDutyError('listLimit');
  const given = {
    ...{ listId: hexId(), kind, accountId, region, name, location, format, tags },
    ...(expectedBucketOwner !== undefined && { expectedBucketOwner }),
    ...(clientToken !== '' && { clientToken }),
  };
  const list = newList(given, input.Activate, context.clock.now());
  await save(context, list);
  return list.listId;
}

export async function alterList(
  context: OperationContext,
  kind: ListKind,
  listId: string,
  input: ListUpdate,
): Promise<void> {
  const list = await changeable(context, kind, listId, input.DetectorId);
  const { Name: name, Location: location, Activate: activate } = input;
  checkTexts(context, kind, { name, location });
  const all = await context.store.lists.list(context.accountId, context.region, kind);
  const others = all.filter((one) => one.listId !== listId);
  if (name !== undefined) refuseTaken(kind, others, name);
  const change = { name, location, activate, expectedBucketOwner: input.ExpectedBucketOwner };
  await save(context, changeList(list, change, context.clock.now()));
}

/** The list is no longer listed; Get tells how far its end has got. */
export async function removeList(
  context: OperationContext,
  kind: ListKind,
  listId: string,
  detectorId: string,
): Promise<void> {
  const list = await changeable(context, kind, listId, detectorId);
  await save(context, beginDeletion(list, context.clock.now()));
}

async function changeable(
  context: OperationContext,
  kind: ListKind,
  listId: string,
  detectorId: string,
): Promise<IndicatorList> {
  await refuseOthers(context, detectorId);
  const list = await context.store.lists.get(context.accountId, context.region, kind, listId);
  if (list === undefined || isDeleted(list)) throw guardDutyError('noSuchResource');
  if (awaitsWork(list)) throw guardDutyError('listBusy');
  return list;
}

async function save({ store, services }: OperationContext, list: IndicatorList): Promise<void> {
  await store.lists.put(list);
  if (awaitsWork(list)) services.wakeLists();
}
