import type { StackValueMap } from '../../domain/stack.ts';
import { flag, given, ifThere, tags, text, textAt } from './properties.ts';
import type { Answer, Provider, Work } from './provider.ts';

/** What the newer two say of themselves. */
const MORE = ['Status', 'CreatedAt', 'UpdatedAt', 'ErrorDetails'];

/** The four kinds of lists differ in their names and in where an id stands. */
function listProvider(kind: string, idMember: string, hasMore: boolean): Provider {
  const idOf = (physicalId: string) => ({ [idMember]: physicalId });
  const detector = ({ properties }: Work | { properties: StackValueMap }) => ({
    DetectorId: text(properties.DetectorId),
  });
  const attributesOf = (id: string, found: Answer) => ({
    Id: id,
    ...(hasMore && Object.fromEntries(MORE.map((name) => [name, textAt(found, name)]))),
  });
  async function get(work: Work, id: string) {
    const input = { ...detector(work), ...idOf(id) };
    return ifThere(work.call('guardduty', `Get${kind}`, input));
  }
  return {
    type: `AWS::GuardDuty::${kind}`,
    properties: {
      required: ['Format', 'Location'],
      optional: ['Activate', 'Name', 'ExpectedBucketOwner', 'Tags'],
      createOnly: ['Format', 'DetectorId'],
    },
    attributes: hasMore ? ['Id', ...MORE] : ['Id'],
    identifier: 'Id',
    async create(work) {
      const input = {
        ...detector(work),
        ...given(content(work)),
        Name: text(work.properties.Name) ?? work.physicalName(),
        Format: text(work.properties.Format),
        Activate: flag(work.properties.Activate) ?? false,
        Tags: tags(work),
      };
      const again = await foundAgain(kind, work, input.Name);
      const id = again ?? textAt(await work.call('guardduty', `Create${kind}`, input), idMember);
      return { physicalId: id, attributes: attributesOf(id, (await get(work, id)) ?? {}) };
    },
    async update(work, { physicalId }) {
      const input = { ...detector(work), ...idOf(physicalId), ...given(content(work)) };
      await work.call('guardduty', `Update${kind}`, input);
      const found = (await get(work, physicalId)) ?? {};
      return { physicalId, attributes: attributesOf(physicalId, found) };
    },
    async delete(work, { physicalId, properties }) {
      const input = { ...detector({ properties }), ...idOf(physicalId) };
      await ifThere(work.call('guardduty', `Delete${kind}`, input));
    },
    async read(work, physicalId) {
      const found = await get(work, physicalId);
      if (found === undefined) return undefined;
      const properties = {
        ...{ DetectorId: text(work.properties.DetectorId) ?? '', Name: textAt(found, 'Name') },
        ...{ Format: textAt(found, 'Format'), Location: textAt(found, 'Location') },
        Activate: /^(ACTIVE|ACTIVATING)$/.test(textAt(found, 'Status')),
      };
      return { properties, attributes: attributesOf(physicalId, found) };
    },
  };
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
async function foundAgain(kind: string, work: Work, name: string): Promise<string | undefined> {
  if (!work.isResumed) return undefined;
  const member = kind === 'IPSet' ? 'IpSet' : kind;
  const DetectorId = text(work.properties.DetectorId);
  const listed = await work.call('guardduty', `List${kind}s`, { DetectorId });
  for (const id of (listed[`${member}Ids`] as string[] | undefined) ?? []) {
    const found = await work.call('guardduty', `Get${kind}`, { DetectorId, [`${member}Id`]: id });
    if (found.Name === name) return id;
  }
  return undefined;
}

export const guardDutyLists: readonly Provider[] = [
  listProvider('IPSet', 'IpSetId', false),
  listProvider('ThreatIntelSet', 'ThreatIntelSetId', false),
  listProvider('ThreatEntitySet', 'ThreatEntitySetId', true),
  listProvider('TrustedEntitySet', 'TrustedEntitySetId', true),
];
