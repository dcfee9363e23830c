import { isDeleted, LIST_KINDS, type ListKind } from '../../../domain/indicator-list.ts';
import type { Tags } from '../../../domain/tags.ts';
import type { OperationContext } from '../../context.ts';
import { accessDenied, guardDutyError } from '../errors.ts';
import { findDestination, taggedWithoutDetector } from './tagged-protection.ts';

/** Whose resources, and where they are. */
export type TagContext = Pick<OperationContext, 'store' | 'accountId' | 'region' | 'partition'>;

/** Something with tags, and how to give it others. */
export interface TaggedResource {
  readonly tags: Tags;
  putTags(tags: Tags): Promise<void>;
}

/** The resource of this id in the caller's account and Region; undefined where there is none. */
type FindTagged = (context: TagContext, id: string) => Promise<TaggedResource | undefined>;

const ARN = /^arn:([^:]+):guardduty:([^:]*):(\d{12}):detector\/([^/]+)(?:\/([A-Za-z]+)\/([^/]+))?$/;

/** What lies below a detector and has tags, by its word in ARNs. */
const BELOW_DETECTOR: ReadonlyMap<string, FindTagged> = new Map([
  ['filter', findFilter],
  ...LIST_KINDS.map((kind) => [kind, findList(kind)] as const),
  ['publishingDestination', findDestination],
]);

/**
 * The resource that an ARN names: the caller's detector, something below it, or what needs none.
 * @throws ServiceError where it names nothing of the caller's
 */
export async function taggedResource(context: TagContext, arn: string): Promise<TaggedResource> {
  const elsewhere = await taggedWithoutDetector(context, arn);
  if (elsewhere !== undefined) return elsewhere;
  const [, partition, region, accountId, detectorId, kind, id = ''] = ARN.exec(arn) ?? [];
  if (accountId === undefined) throw guardDutyError('invalidInput');
  if (accountId !== context.accountId) throw accessDenied();
  const { detectors } = context.store;
  const detector = await detectors.get(context.accountId, context.region);
  const isHere = partition === context.partition && region === context.region;
  if (!isHere || detector === undefined || detector.detectorId !== detectorId) {
    throw guardDutyError('noSuchResource');
  }
  if (kind === undefined) {
    return { tags: detector.tags, putTags: (tags) => detectors.put({ ...detector, tags }) };
  }
  const found = await BELOW_DETECTOR.get(kind)?.(context, id);
  if (found === undefined) throw guardDutyError('noSuchResource');
  return found;
}

async function findFilter(
  { store, accountId, region }: TagContext,
  name: string,
): Promise<TaggedResource | undefined> {
  const filter = await store.filters.get(accountId, region, name);
  if (filter === undefined) return undefined;
  return { tags: filter.tags, putTags: (tags) => store.filters.put({ ...filter, tags }) };
}

function findList(kind: ListKind): FindTagged {
  return async ({ store, accountId, region }, id) => {
    const list = await store.lists.get(accountId, region, kind, id);
    if (list === undefined || isDeleted(list)) return undefined;
    return { tags: list.tags, putTags: (tags) => store.lists.put({ ...list, tags }) };
  };
}
