import type { MadeResource } from '../../domain/stack.ts';
import { tagMap } from '../providers/properties.ts';
import type { Made, Provider, Work } from '../providers/provider.ts';
import { sameValue } from '../template/value.ts';

/** Properties and tags that a resource is to have. */
type Wanted = Pick<MadeResource, 'properties' | 'tags'>;

/** Tags that a resource of this kind gets: its own and its stack's. */
export function wantedTags(
  { retag }: Provider,
  work: Pick<Work, 'properties' | 'stackTags'>,
): MadeResource['tags'] {
  return retag && tagMap(work);
}

/** Where nobody knows which tags there are, only properties tell. */
export function isAsWanted(made: Wanted, wanted: Wanted): boolean {
  return sameValue(made.properties, wanted.properties) && hasTags(made, wanted);
}

export function hasTags({ tags }: Wanted, wanted: Wanted): boolean {
  return tags === undefined || wanted.tags === undefined || sameValue(tags, wanted.tags);
}

/** Makes an existing resource, and its tags, as the work has them. */
export async function changeInPlace(
  provider: Provider,
  work: Work,
  existing: MadeResource,
): Promise<Made> {
  const made = (await provider.update?.(work, existing)) ?? existing;
  const tags = existing.tags ?? tagMap({ properties: existing.properties, stackTags: {} });
  const wanted = tagMap(work);
  if (sameValue(tags, wanted)) return made;
  const gone = Object.keys(tags).filter((key) => !Object.hasOwn(wanted, key));
  await provider.retag?.(work, { ...existing, ...made }, { wanted, gone });
  return made;
}
