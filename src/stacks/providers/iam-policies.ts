import type { StackValueMap } from '../../domain/stack.ts';
import { invalid } from '../template/invalid.ts';
import { sameValue } from '../template/value.ts';
import { callIam as call } from './call-iam.ts';
import { document, given, ifThere, list, orThere, text, texts } from './properties.ts';
import type { Provider, Work } from './provider.ts';

/** AWS's own limit of a name. */
const NAME_CHARACTERS_MAX = 128;

/** An inline policy of roles and users, as a resource of its own. */
const SHAPES = { PolicyDocument: 'any', Roles: ['text'], Users: ['text'] } as const;

export const iamPolicy: Provider = {
  type: 'AWS::IAM::Policy',
  properties: {
    required: ['PolicyName', 'PolicyDocument'],
    optional: ['Roles', 'Users'],
    shapes: SHAPES,
  },
  attributes: [],
  capability: () => 'iam',
  check({ Roles, Users }) {
    if (list(Roles).length + list(Users).length > 0) return;
    throw invalid('At least one of [Groups,Roles,Users] must be non-empty.');
  },
  async create(work) {
    await putInline(work, {});
    return { physicalId: work.physicalName(NAME_CHARACTERS_MAX) };
  },
  async update(work, { physicalId, properties }) {
    await putInline(work, properties);
    return { physicalId };
  },
  async delete(work, { properties }) {
    await putInline({ ...work, properties: {} }, properties);
  },
};

async function putInline(work: Work, before: StackValueMap): Promise<void> {
  const PolicyDocument = document(work.properties.PolicyDocument);
  const PolicyName = text(work.properties.PolicyName);
  const wasCalled = text(before.PolicyName);
  for (const [members, kind] of [
    ['Roles', 'Role'],
    ['Users', 'User'],
  ] as const) {
    const wanted = texts(work.properties[members]) ?? [];
    for (const name of wanted) {
      const input = { [`${kind}Name`]: name, PolicyName, PolicyDocument };
      await call(work, `Put${kind}Policy`, input);
    }
    for (const name of texts(before[members]) ?? []) {
      if (wanted.includes(name) && wasCalled === PolicyName) continue;
      const input = { [`${kind}Name`]: name, PolicyName: wasCalled };
      await ifThere(call(work, `Delete${kind}Policy`, input));
    }
  }
}

export const iamManagedPolicy: Provider = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: {
    required: ['PolicyDocument'],
    optional: ['Roles', 'Users'],
    createOnly: ['ManagedPolicyName', 'Path', 'Description'],
    shapes: SHAPES,
  },
  attributes: ['PolicyArn'],
  capability: ({ ManagedPolicyName }) => (ManagedPolicyName === undefined ? 'iam' : 'named-iam'),
  async create(work) {
    const { properties, accountId, partition } = work;
    const name = text(properties.ManagedPolicyName) ?? work.physicalName(NAME_CHARACTERS_MAX);
    const path = text(properties.Path);
    const arn = `arn:${partition}:iam::${accountId}:policy${path ?? '/'}${name}`;
    const input = given({
      ...{ PolicyName: name, PolicyDocument: document(properties.PolicyDocument), Path: path },
      Description: text(properties.Description),
    });
    await orThere(work, call(work, 'CreatePolicy', input));
    await work.begun(arn);
    await attach(work, arn, {});
    return { physicalId: arn, attributes: { PolicyArn: arn } };
  },
  async update(work, { physicalId, properties: before }) {
    if (!sameValue(work.properties.PolicyDocument, before.PolicyDocument)) {
      await newVersion(work, physicalId);
    }
    await attach(work, physicalId, before);
    return { physicalId, attributes: { PolicyArn: physicalId } };
  },
  async delete(work, { physicalId, properties }) {
    if ((await ifThere(call(work, 'GetPolicy', { PolicyArn: physicalId }))) === undefined) return;
    await attach({ ...work, properties: {} }, physicalId, properties);
    await dropVersions(work, physicalId);
    await ifThere(call(work, 'DeletePolicy', { PolicyArn: physicalId }));
  },
};

async function newVersion(work: Work, PolicyArn: string): Promise<void> {
  await dropVersions(work, PolicyArn);
  const PolicyDocument = document(work.properties.PolicyDocument);
  await call(work, 'CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: true });
}

/** All but the one in force: there is room for five. */
async function dropVersions(work: Work, PolicyArn: string): Promise<void> {
  const { Versions: versions = [] } = (await call(work, 'ListPolicyVersions', { PolicyArn })) as {
    Versions?: { VersionId: string; IsDefaultVersion: boolean }[];
  };
  for (const { VersionId, IsDefaultVersion } of versions) {
    if (!IsDefaultVersion) await call(work, 'DeletePolicyVersion', { PolicyArn, VersionId });
  }
}

async function attach(work: Work, PolicyArn: string, before: StackValueMap): Promise<void> {
  for (const [members, kind] of [
    ['Roles', 'Role'],
    ['Users', 'User'],
  ] as const) {
    const wanted = texts(work.properties[members]) ?? [];
    for (const name of wanted) {
      await call(work, `Attach${kind}Policy`, { [`${kind}Name`]: name, PolicyArn });
    }
    for (const name of texts(before[members]) ?? []) {
      if (wanted.includes(name)) continue;
      await ifThere(call(work, `Detach${kind}Policy`, { [`${kind}Name`]: name, PolicyArn }));
    }
  }
}
