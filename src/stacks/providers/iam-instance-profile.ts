import type { StackValueMap } from '../../domain/stack.ts';
import { callIam as call } from './call-iam.ts';
import { given, ifThere, list, map, orThere, text, textAt, texts } from './properties.ts';
import type { Provider, Work } from './provider.ts';

/** AWS's own limit of a name. */
const NAME_CHARACTERS_MAX = 128;

export const iamInstanceProfile: Provider = {
  type: 'AWS::IAM::InstanceProfile',
  properties: {
    required: ['Roles'],
    createOnly: ['InstanceProfileName', 'Path'],
    shapes: { Roles: ['text'] },
  },
  attributes: ['Arn'],
  capability: ({ InstanceProfileName: name }) => (name === undefined ? 'iam' : 'named-iam'),
  async create(work) {
    const { properties } = work;
    const name = text(properties.InstanceProfileName) ?? work.physicalName(NAME_CHARACTERS_MAX);
    const input = given({ InstanceProfileName: name, Path: text(properties.Path) });
    await orThere(work, call(work, 'CreateInstanceProfile', input));
    await work.begun(name);
    await putRole(work, name);
    return { physicalId: name, attributes: { Arn: await profileArn(work, name) } };
  },
  async update(work, { physicalId }) {
    await putRole(work, physicalId);
    return { physicalId, attributes: { Arn: await profileArn(work, physicalId) } };
  },
  async delete(work, { physicalId }) {
    await putRole({ ...work, properties: {} }, physicalId);
    await ifThere(call(work, 'DeleteInstanceProfile', { InstanceProfileName: physicalId }));
  },
  async read(work, physicalId) {
    const found = await ifThere(
      call(work, 'GetInstanceProfile', { InstanceProfileName: physicalId }),
    );
    if (found === undefined) return undefined;
    const { Roles: roles = [], Path = '/', Arn = '' } = found.InstanceProfile as StackValueMap;
    const names = list(roles).map((role) => text(map(role).RoleName) ?? '');
    const properties = { InstanceProfileName: physicalId, Path, Roles: names };
    return { properties, attributes: { Arn } };
  },
};

/** There is room for one role in a profile. */
async function putRole(work: Work, InstanceProfileName: string): Promise<void> {
  const found = await ifThere(call(work, 'GetInstanceProfile', { InstanceProfileName }));
  const now = list((found?.InstanceProfile as StackValueMap | undefined)?.Roles);
  const held = text(map(now[0]).RoleName);
  const [wanted] = texts(work.properties.Roles) ?? [];
  if (held === wanted) return;
  if (held !== undefined) {
    const input = { InstanceProfileName, RoleName: held };
    await call(work, 'RemoveRoleFromInstanceProfile', input);
  }
  if (wanted !== undefined) {
    const input = { InstanceProfileName, RoleName: wanted };
    await call(work, 'AddRoleToInstanceProfile', input);
  }
}

async function profileArn(work: Work, InstanceProfileName: string): Promise<string> {
  return textAt(
    await call(work, 'GetInstanceProfile', { InstanceProfileName }),
    'InstanceProfile.Arn',
  );
}
