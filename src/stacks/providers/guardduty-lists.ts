import { retagGuardDuty } from './guardduty-tags.ts';
import { flag, given, ifThere, tags, text, textAt } from './properties.ts';
import type { Answer, Provider, Work } from './provider.ts';

/** What the newer two say of themselves. */
const MORE = ['Status', 'CreatedAt', 'UpdatedAt', 'ErrorDetails'];

/** The four kinds of lists differ in their names and in where an id stands. */
interface Kind {
  /** As operations have it. */
  readonly name: string;
  readonly idMember: string;
  readonly hasMore: boolean;
}

function listProvider(kind: Kind): Provider {
  const { name, idMember, hasMore } = kind;
  return {
    type: `AWS::GuardDuty::${name}`,
    properties: {
      required: ['Format', 'Location'],
      optional: ['Activate', 'Name', 'ExpectedBucketOwner', 'Tags'],
      createOnly: ['Format', 'DetectorId'],
      shapes: { Activate: 'flag' },
    },
    attributes: hasMore ? ['Id', ...MORE] : ['Id'],
    identifier: 'Id',
    async create(work) {
      const input = {
        ...detectorOf(work),
        ...{ Activate: false, ...given(content(work)) },
        Name: text(work.properties.Name) ?? work.physicalName(),
        Format: text(work.properties.Format),
        Tags: tags(work),
      };
      const again = await foundAgain(kind, work, input.Name);
      const id = again ?? textAt(await work.call('guardduty', `Create${name}`, input), idMember);
      return made(kind, work, id);
    },
    async update(work, { physicalId }) {
      const asked = { Activate: false, ...given(content(work)) };
      const input = { ...idsOf(kind, work, physicalId), ...asked };
      await work.call('guardduty', `Update${name}`, input);
      return made(kind, work, physicalId);
    },
    retag(work, { physicalId, properties }, change) {
      const place = `detector/${properties.DetectorId}/${name.toLowerCase()}/${physicalId}`;
      return retagGuardDuty(work, place, change);
    },
    async delete(work, existing) {
      const input = idsOf(kind, existing, existing.physicalId);
      await ifThere(work.call('guardduty', `Delete${name}`, input));
    },
    async read(work, physicalId) {
      const found = await get(kind, work, physicalId);
      if (found === undefined) return undefined;
      const properties = {
        ...{ DetectorId: text(work.properties.DetectorId) ?? '', Name: textAt(found, 'Name') },
        ...{ Format: textAt(found, 'Format'), Location: textAt(found, 'Location') },
        Activate: /^(ACTIVE|ACTIVATING)$/.test(textAt(found, 'Status')),
      };
      return { properties, attributes: attributesOf(kind, physicalId, found) };
    },
  };
}

function detectorOf({ properties }: Pick<Work, 'properties'>) {
  return { DetectorId: text(properties.DetectorId) };
}

function idsOf({ idMember }: Kind, about: Pick<Work, 'properties'>, id: string) {
  return { ...detectorOf(about), [idMember]: id };
}

function get(kind: Kind, work: Work, id: string): Promise<Answer | undefined> {
  return ifThere(work.call('guardduty', `Get${kind.name}`, idsOf(kind, work, id)));
}

async function made(kind: Kind, work: Work, id: string) {
  const found = (await get(kind, work, id)) ?? {};
  return { physicalId: id, attributes: attributesOf(kind, id, found) };
}

function attributesOf({ hasMore }: Kind, id: string, found: Answer) {
  const more = hasMore && Object.fromEntries(MORE.map((name) => [name, textAt(found, name)]));
  return { Id: id, ...more };
}

function content({ properties }: Work) {
  return {
    Name: text(properties.Name),
    Location: text(properties.Location),
    Activate: flag(properties.Activate),
    ExpectedBucketOwner: text(properties.ExpectedBucketOwner),
  };
}

/** After a crash, the list of that name if it came to be. */
async function foundAgain(kind: Kind, work: Work, name: string): Promise<string | undefined> {
  if (!work.isResumed) return undefined;
  const listed = await work.call('guardduty', `List${kind.name}s`, detectorOf(work));
  for (const id of (listed[`${kind.idMember}s`] as string[] | undefined) ?? []) {
    if ((await get(kind, work, id))?.Name === name) return id;
  }
  return undefined;
}

export const guardDutyLists: readonly Provider[] = [
  listProvider({ name: 'IPSet', idMember: 'IpSetId', hasMore: false }),
  listProvider({ name: 'ThreatIntelSet', idMember: 'ThreatIntelSetId', hasMore: false }),
  listProvider({ name: 'ThreatEntitySet', idMember: 'ThreatEntitySetId', hasMore: true }),
  listProvider({ name: 'TrustedEntitySet', idMember: 'TrustedEntitySetId', hasMore: true }),
];
