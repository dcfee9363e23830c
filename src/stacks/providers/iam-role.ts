import type { MadeResource, StackValue, StackValueMap } from '../../domain/stack.ts';
import { SESSION_SECONDS_DEFAULT } from '../../limits.ts';
import { callIam as call } from './call-iam.ts';
import {
  document,
  given,
  ifThere,
  list,
  map,
  number,
  orThere,
  putTags,
  tagList,
  tagsListed,
  text,
  textAt,
  texts,
} from './properties.ts';
import type { Provider, Work } from './provider.ts';

/** AWS's own limit of a name. */
const ROLE_NAME_CHARACTERS_MAX = 64;

function inlineOf(properties: StackValueMap): ReadonlyMap<string, string> {
  const entries = list(properties.Policies).map((policy) => {
    const { PolicyName, PolicyDocument } = map(policy);
    return [text(PolicyName) ?? '', document(PolicyDocument)] as const;
  });
  return new Map(entries);
}

/** Policies of a role as they are wanted, in place of those that were. */
async function putPolicies(work: Work, name: string, before: StackValueMap): Promise<void> {
  const { properties } = work;
  const wanted = inlineOf(properties);
  for (const [PolicyName, PolicyDocument] of wanted) {
    await call(work, 'PutRolePolicy', { RoleName: name, PolicyName, PolicyDocument });
  }
  for (const PolicyName of inlineOf(before).keys()) {
    if (wanted.has(PolicyName)) continue;
    await ifThere(call(work, 'DeleteRolePolicy', { RoleName: name, PolicyName }));
  }
  const attached = new Set(texts(properties.ManagedPolicyArns));
  for (const PolicyArn of attached) {
    await call(work, 'AttachRolePolicy', { RoleName: name, PolicyArn });
  }
  for (const PolicyArn of texts(before.ManagedPolicyArns) ?? []) {
    if (attached.has(PolicyArn)) continue;
    await ifThere(call(work, 'DetachRolePolicy', { RoleName: name, PolicyArn }));
  }
}

async function roleAttributes(work: Work, name: string): Promise<StackValueMap> {
  const found = await call(work, 'GetRole', { RoleName: name });
  return { Arn: textAt(found, 'Role.Arn'), RoleId: textAt(found, 'Role.RoleId') };
}

export const iamRole: Provider = {
  type: 'AWS::IAM::Role',
  properties: {
    required: ['AssumeRolePolicyDocument'],
    optional: [
      'Description',
      'ManagedPolicyArns',
      'MaxSessionDuration',
      'PermissionsBoundary',
      'Policies',
      'Tags',
    ],
    createOnly: ['RoleName', 'Path'],
    shapes: {
      AssumeRolePolicyDocument: 'any',
      ManagedPolicyArns: ['text'],
      MaxSessionDuration: 'number',
      Policies: [{ 'PolicyName!': 'text', 'PolicyDocument!': 'any' }],
    },
  },
  attributes: ['Arn', 'RoleId'],
  identifier: 'RoleName',
  capability: ({ RoleName }) => (RoleName === undefined ? 'iam' : 'named-iam'),
  async create(work) {
    const { properties } = work;
    const name = text(properties.RoleName) ?? work.physicalName(ROLE_NAME_CHARACTERS_MAX);
    const input = given({
      RoleName: name,
      AssumeRolePolicyDocument: document(properties.AssumeRolePolicyDocument),
      Path: text(properties.Path),
      Description: text(properties.Description),
      MaxSessionDuration: number(properties.MaxSessionDuration),
      PermissionsBoundary: text(properties.PermissionsBoundary),
      Tags: tagsListed(work),
    });
    await orThere(work, call(work, 'CreateRole', input));
    await work.begun(name);
    await putPolicies(work, name, {});
    return { physicalId: name, attributes: await roleAttributes(work, name) };
  },
  async update(work, { physicalId, properties: before }) {
    const { properties } = work;
    const RoleName = physicalId;
    const trust = document(properties.AssumeRolePolicyDocument);
    await call(work, 'UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust });
    await call(work, 'UpdateRole', {
      RoleName,
      Description: text(properties.Description) ?? '',
      MaxSessionDuration: number(properties.MaxSessionDuration) ?? SESSION_SECONDS_DEFAULT,
    });
    const boundary = text(properties.PermissionsBoundary);
    if (boundary !== undefined) {
      const input = { RoleName, PermissionsBoundary: boundary };
      await call(work, 'PutRolePermissionsBoundary', input);
    } else if (before.PermissionsBoundary !== undefined) {
      await ifThere(call(work, 'DeleteRolePermissionsBoundary', { RoleName }));
    }
    await putPolicies(work, RoleName, before);
    return { physicalId, attributes: await roleAttributes(work, physicalId) };
  },
  retag: (work, { physicalId: RoleName }, change) =>
    putTags(
      change,
      (all) => call(work, 'TagRole', { RoleName, Tags: tagList(all) }),
      (TagKeys) => call(work, 'UntagRole', { RoleName, TagKeys }),
    ),
  async delete(work, { physicalId, properties }) {
    const RoleName = physicalId;
    const empty = { ...work, properties: {} };
    if ((await ifThere(call(work, 'GetRole', { RoleName }))) === undefined) return;
    await putPolicies(empty, RoleName, properties);
    await ifThere(call(work, 'DeleteRole', { RoleName }));
  },
  async read(work, physicalId) {
    const RoleName = physicalId;
    const found = await ifThere(call(work, 'GetRole', { RoleName }));
    if (found === undefined) return undefined;
    const role = found.Role as StackValueMap;
    const trust = decodeURIComponent(textAt(found, 'Role.AssumeRolePolicyDocument'));
    const attached = await call(work, 'ListAttachedRolePolicies', { RoleName });
    const arns = (attached.AttachedPolicies as { PolicyArn: string }[]).map((one) => one.PolicyArn);
    const apart = putByOthers(work, RoleName);
    const inline = await call(work, 'ListRolePolicies', { RoleName });
    const Policies: StackValue[] = [];
    for (const PolicyName of inline.PolicyNames as string[]) {
      if (apart.has(PolicyName)) continue;
      const policy = await call(work, 'GetRolePolicy', { RoleName, PolicyName });
      const PolicyDocument = JSON.parse(decodeURIComponent(textAt(policy, 'PolicyDocument')));
      Policies.push({ PolicyName, PolicyDocument });
    }
    return {
      attributes: { Arn: textAt(found, 'Role.Arn'), RoleId: textAt(found, 'Role.RoleId') },
      properties: {
        ...{ RoleName, Path: role.Path ?? '/', AssumeRolePolicyDocument: JSON.parse(trust) },
        ...{ Description: role.Description ?? '', Policies },
        ManagedPolicyArns: arns.filter((arn) => !apart.has(arn)),
        MaxSessionDuration: role.MaxSessionDuration ?? '',
      },
    };
  },
};

/** Names and ARNs of policies that are the role's by other resources of the stack. */
function putByOthers(work: Work, role: string): ReadonlySet<string> {
  const isOurs = ({ properties }: MadeResource) => texts(properties.Roles)?.includes(role) ?? false;
  const inline = work.others('AWS::IAM::Policy').filter(isOurs);
  const managed = work.others('AWS::IAM::ManagedPolicy').filter(isOurs);
  const names = inline.map(({ properties }) => text(properties.PolicyName) ?? '');
  return new Set([...names, ...managed.map(({ physicalId }) => physicalId)]);
}
