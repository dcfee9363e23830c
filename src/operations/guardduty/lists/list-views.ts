import { type IndicatorList, type ListKind, setAside } from '../../../domain/indicator-list.ts';
import { dateOf } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { ownDetector } from '../own-detector.ts';
import { cutPage, type PageRequest, pageStart } from '../page.ts';

/** Whose lists count for the caller: those of its administrator, while it has one. */
async function listOwner(context: OperationContext): Promise<string> {
  const { store, accountId, region } = context;
  const association = await store.members.associationOf(accountId, region);
  return association?.administratorId ?? accountId;
}

/** A page of ids in their order, of the lists that count for the caller. */
export async function pageOfLists(
  context: OperationContext,
  kind: ListKind,
  input: PageRequest & { readonly DetectorId: string },
): Promise<{ ids: string[]; next: { NextToken?: string } }> {
  await ownDetector(context, input.DetectorId);
  const { limit, after = '' } = pageStart(kind, input);
  const all = await context.store.lists.list(await listOwner(context), context.region, kind);
  const rest = all.filter(({ listId }) => listId > after).slice(0, limit + 1);
  const { page, ...next } = cutPage(kind, rest, limit, ({ listId }) => listId);
  return { ids: page.map(({ listId }) => listId), next };
}

/**
 * A list that counts for the caller, or one of its own. A member's own lists are out of use, and
 * are back as they were once it has left: nothing of them is changed meanwhile.
 */
async function visibleList(
  context: OperationContext,
  kind: ListKind,
  listId: string,
  detectorId: string,
): Promise<IndicatorList> {
  await ownDetector(context, detectorId);
  const { store, accountId, region } = context;
  const owner = await listOwner(context);
  const list = await store.lists.get(owner, region, kind, listId);
  if (list !== undefined) return list;
  const own = await store.lists.get(accountId, region, kind, listId);
  if (own === undefined) throw guardDutyError('noSuchResource');
  return setAside(own);
}

/** As GetIPSet and GetThreatIntelSet answer. */
export async function describeIpList(
  context: OperationContext,
  kind: ListKind,
  listId: string,
  detectorId: string,
) {
  return shared(await visibleList(context, kind, listId, detectorId));
}

/** As GetTrustedEntitySet and GetThreatEntitySet answer: with times, and what went wrong. */
export async function describeEntityList(
  context: OperationContext,
  kind: ListKind,
  listId: string,
  detectorId: string,
) {
  const list = await visibleList(context, kind, listId, detectorId);
  return {
    ...shared(list),
    CreatedAt: dateOf(list.createdAt),
    UpdatedAt: dateOf(list.updatedAt),
    ...(list.errorDetails !== undefined && { ErrorDetails: list.errorDetails }),
  };
}

function shared({ name, format, location, status, tags, expectedBucketOwner }: IndicatorList) {
  return {
    Name: name,
    Format: format,
    Location: location,
    Status: status,
    Tags: { ...tags },
    ...(expectedBucketOwner !== undefined && { ExpectedBucketOwner: expectedBucketOwner }),
  };
}
