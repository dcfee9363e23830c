import type { StackValueMap } from '../../domain/stack.ts';
import { invalid } from '../template/invalid.ts';
import {
  document,
  given,
  ifThere,
  putTags,
  tagList,
  tagsListed,
  text,
  textAt,
  texts,
} from './properties.ts';
import type { Answer, Provider, Work } from './provider.ts';

const call = ({ call: made }: Work, operation: string, input: object) =>
  made('organizations', operation, input);

function fromAnswer(answer: Answer, member: string, names: readonly string[]): StackValueMap {
  return Object.fromEntries(names.map((name) => [name, textAt(answer, `${member}.${name}`)]));
}

const ORGANIZATION = ['Id', 'Arn', 'ManagementAccountArn', 'ManagementAccountEmail'] as const;

async function organizationAttributes(work: Work): Promise<StackValueMap> {
  const found = await call(work, 'DescribeOrganization', {});
  const { Roots: roots = [] } = (await call(work, 'ListRoots', {})) as { Roots?: { Id: string }[] };
  return {
    ...{ Id: textAt(found, 'Organization.Id'), Arn: textAt(found, 'Organization.Arn') },
    ManagementAccountId: textAt(found, 'Organization.MasterAccountId'),
    ManagementAccountArn: textAt(found, 'Organization.MasterAccountArn'),
    ManagementAccountEmail: textAt(found, 'Organization.MasterAccountEmail'),
    RootId: roots[0]?.Id ?? '',
  };
}

const organization: Provider = {
  type: 'AWS::Organizations::Organization',
  properties: { createOnly: ['FeatureSet'] },
  attributes: [...ORGANIZATION, 'ManagementAccountId', 'RootId'],
  identifier: 'Id',
  async create(work) {
    const again = work.isResumed
      ? await ifThere(call(work, 'DescribeOrganization', {}))
      : undefined;
    const input = given({ FeatureSet: text(work.properties.FeatureSet) });
    if (again === undefined) await call(work, 'CreateOrganization', input);
    const attributes = await organizationAttributes(work);
    return { physicalId: String(attributes.Id), attributes };
  },
  async delete(work) {
    await ifThere(call(work, 'DeleteOrganization', {}));
  },
  async read(work) {
    const found = await ifThere(call(work, 'DescribeOrganization', {}));
    if (found === undefined) return undefined;
    const properties = { FeatureSet: textAt(found, 'Organization.FeatureSet') };
    return { properties, attributes: await organizationAttributes(work) };
  },
};

const retag: Provider['retag'] = (work, { physicalId: ResourceId }, change) =>
  putTags(
    change,
    (all) => call(work, 'TagResource', { ResourceId, Tags: tagList(all) }),
    (TagKeys) => call(work, 'UntagResource', { ResourceId, TagKeys }),
  );

interface Child {
  readonly Id: string;
  readonly Name: string;
}

const organizationalUnit: Provider = {
  type: 'AWS::Organizations::OrganizationalUnit',
  properties: { required: ['Name', 'ParentId'], optional: ['Tags'], createOnly: ['ParentId'] },
  attributes: ['Id', 'Arn'],
  identifier: 'Id',
  async create(work) {
    const { properties, isResumed } = work;
    const [Name, ParentId] = [text(properties.Name), text(properties.ParentId)];
    const listed = isResumed
      ? await call(work, 'ListOrganizationalUnitsForParent', { ParentId })
      : {};
    const all = (listed.OrganizationalUnits as Child[] | undefined) ?? [];
    const again = all.find((unit) => unit.Name === Name)?.Id;
    const made = again
      ? await call(work, 'DescribeOrganizationalUnit', { OrganizationalUnitId: again })
      : await call(work, 'CreateOrganizationalUnit', { Name, ParentId, Tags: tagsListed(work) });
    const attributes = fromAnswer(made, 'OrganizationalUnit', ['Id', 'Arn']);
    return { physicalId: String(attributes.Id), attributes };
  },
  async update(work, { physicalId: OrganizationalUnitId }) {
    const input = { OrganizationalUnitId, Name: text(work.properties.Name) };
    const made = await call(work, 'UpdateOrganizationalUnit', input);
    const attributes = fromAnswer(made, 'OrganizationalUnit', ['Id', 'Arn']);
    return { physicalId: OrganizationalUnitId, attributes };
  },
  retag,
  async delete(work, { physicalId: OrganizationalUnitId }) {
    await ifThere(call(work, 'DeleteOrganizationalUnit', { OrganizationalUnitId }));
  },
  async read(work, OrganizationalUnitId) {
    const found = await ifThere(call(work, 'DescribeOrganizationalUnit', { OrganizationalUnitId }));
    if (found === undefined) return undefined;
    const parents = await call(work, 'ListParents', { ChildId: OrganizationalUnitId });
    const [parent] = parents.Parents as { Id: string }[];
    return {
      properties: { Name: textAt(found, 'OrganizationalUnit.Name'), ParentId: parent?.Id ?? '' },
      attributes: fromAnswer(found, 'OrganizationalUnit', ['Id', 'Arn']),
    };
  },
};

/** Where an account is put below, once it is made; as AWS, nothing but the root by itself. */
async function placeAccount(work: Work, AccountId: string): Promise<void> {
  const [wanted] = texts(work.properties.ParentIds) ?? [];
  if (wanted === undefined) return;
  const parents = await call(work, 'ListParents', { ChildId: AccountId });
  const source = (parents.Parents as { Id: string }[])[0]?.Id;
  if (source === wanted) return;
  const input = { AccountId, SourceParentId: source, DestinationParentId: wanted };
  await call(work, 'MoveAccount', input);
}

const ACCOUNT = ['Arn', 'JoinedMethod', 'JoinedTimestamp', 'Status'] as const;

async function accountMade(work: Work, AccountId: string) {
  const found = await call(work, 'DescribeAccount', { AccountId });
  const attributes = { AccountId, ...fromAnswer(found, 'Account', ACCOUNT) };
  return { physicalId: AccountId, attributes };
}

const account: Provider = {
  type: 'AWS::Organizations::Account',
  properties: {
    required: ['AccountName', 'Email'],
    optional: ['ParentIds', 'Tags'],
    shapes: { ParentIds: ['text'] },
    createOnly: ['RoleName', 'AccountName', 'Email'],
  },
  attributes: ['AccountId', ...ACCOUNT],
  identifier: 'AccountId',
  async create(work) {
    const { properties } = work;
    const Email = text(properties.Email);
    const again = work.isResumed ? await accountOf(work, Email ?? '') : undefined;
    const id = again ?? (await makeAccount(work));
    await work.begun(id);
    await placeAccount(work, id);
    return accountMade(work, id);
  },
  async update(work, { physicalId }) {
    await placeAccount(work, physicalId);
    return accountMade(work, physicalId);
  },
  retag,
  async delete(work, { physicalId: AccountId }) {
    await ifThere(call(work, 'CloseAccount', { AccountId }));
  },
  async read(work, AccountId) {
    const found = await ifThere(call(work, 'DescribeAccount', { AccountId }));
    if (found === undefined) return undefined;
    const { attributes } = await accountMade(work, AccountId);
    const properties = {
      ...{ AccountName: textAt(found, 'Account.Name'), Email: textAt(found, 'Account.Email') },
    };
    return { properties, attributes };
  },
};

async function makeAccount(work: Work): Promise<string> {
  const { properties } = work;
  const asked = given({
    ...{ AccountName: text(properties.AccountName), Email: text(properties.Email) },
    ...{ RoleName: text(properties.RoleName), Tags: tagsListed(work) },
  });
  const made = await call(work, 'CreateAccount', asked);
  const CreateAccountRequestId = textAt(made, 'CreateAccountStatus.Id');
  const status = await call(work, 'DescribeCreateAccountStatus', { CreateAccountRequestId });
  const id = textAt(status, 'CreateAccountStatus.AccountId');
  if (id !== '') return id;
  throw invalid(`The account was not made: ${textAt(status, 'CreateAccountStatus.FailureReason')}`);
}

async function accountOf(work: Work, email: string): Promise<string | undefined> {
  let NextToken: string | undefined;
  do {
    const page = await call(work, 'ListAccounts', given({ NextToken }));
    const all = page.Accounts as { Id: string; Email: string }[];
    const found = all.find(({ Email }) => Email.toLowerCase() === email.toLowerCase());
    if (found !== undefined) return found.Id;
    NextToken = page.NextToken as string | undefined;
  } while (NextToken !== undefined);
  return undefined;
}

async function attachTo(work: Work, PolicyId: string, before: readonly string[]): Promise<void> {
  const wanted = texts(work.properties.TargetIds) ?? [];
  for (const TargetId of wanted) {
    if (!before.includes(TargetId)) await call(work, 'AttachPolicy', { PolicyId, TargetId });
  }
  for (const TargetId of before) {
    if (wanted.includes(TargetId)) continue;
    await ifThere(call(work, 'DetachPolicy', { PolicyId, TargetId }));
  }
}

async function targetsOf(work: Work, PolicyId: string): Promise<string[]> {
  const found = await call(work, 'ListTargetsForPolicy', { PolicyId });
  return ((found.Targets as { TargetId: string }[] | undefined) ?? []).map((one) => one.TargetId);
}

function policyAttributes(answer: Answer): StackValueMap {
  const of = fromAnswer(answer, 'Policy.PolicySummary', ['Id', 'Arn', 'AwsManaged']);
  return { Id: of.Id ?? '', Arn: of.Arn ?? '', AwsManaged: of.AwsManaged === 'true' };
}

async function policyNamed(work: Work, name: string): Promise<string | undefined> {
  const Filter = text(work.properties.Type);
  const { Policies: all = [] } = (await call(work, 'ListPolicies', { Filter })) as {
    Policies?: Child[];
  };
  return all.find((policy) => policy.Name === name)?.Id;
}

const policy: Provider = {
  type: 'AWS::Organizations::Policy',
  properties: {
    required: ['Content', 'Name', 'Type'],
    optional: ['Description', 'TargetIds', 'Tags'],
    createOnly: ['Type'],
    shapes: { Content: 'any', TargetIds: ['text'] },
  },
  attributes: ['Id', 'Arn', 'AwsManaged'],
  identifier: 'Id',
  async create(work) {
    const { properties } = work;
    const Name = text(properties.Name) ?? '';
    const again = work.isResumed ? await policyNamed(work, Name) : undefined;
    const made = again
      ? await call(work, 'DescribePolicy', { PolicyId: again })
      : await call(work, 'CreatePolicy', {
          ...{ Name, Content: document(properties.Content), Type: text(properties.Type) },
          ...{ Description: text(properties.Description) ?? '', Tags: tagsListed(work) },
        });
    const attributes = policyAttributes(made);
    const physicalId = String(attributes.Id);
    await work.begun(physicalId);
    await attachTo(work, physicalId, again ? await targetsOf(work, physicalId) : []);
    return { physicalId, attributes };
  },
  async update(work, { physicalId: PolicyId }) {
    const { properties } = work;
    const made = await call(work, 'UpdatePolicy', {
      ...{ PolicyId, Name: text(properties.Name), Content: document(properties.Content) },
      Description: text(properties.Description) ?? '',
    });
    await attachTo(work, PolicyId, await targetsOf(work, PolicyId));
    return { physicalId: PolicyId, attributes: policyAttributes(made) };
  },
  retag,
  async delete(work, { physicalId: PolicyId }) {
    if ((await ifThere(call(work, 'DescribePolicy', { PolicyId }))) === undefined) return;
    await attachTo({ ...work, properties: {} }, PolicyId, await targetsOf(work, PolicyId));
    await ifThere(call(work, 'DeletePolicy', { PolicyId }));
  },
  async read(work, PolicyId) {
    const found = await ifThere(call(work, 'DescribePolicy', { PolicyId }));
    if (found === undefined) return undefined;
    return {
      attributes: policyAttributes(found),
      properties: {
        Name: textAt(found, 'Policy.PolicySummary.Name'),
        Type: textAt(found, 'Policy.PolicySummary.Type'),
        Description: textAt(found, 'Policy.PolicySummary.Description'),
        Content: JSON.parse(textAt(found, 'Policy.Content')),
        TargetIds: await targetsOf(work, PolicyId),
      },
    };
  },
};

export const organizationsProviders: readonly Provider[] = [
  organization,
  organizationalUnit,
  account,
  policy,
];
