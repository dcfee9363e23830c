import type { StackValue, StackValueMap } from '../../domain/stack.ts';
import { invalid } from '../template/invalid.ts';
import { sameValue } from '../template/value.ts';
import {
  flag,
  given,
  ifThere,
  list,
  map,
  orThere,
  tagList,
  tagMap,
  text,
  textAt,
  texts,
} from './properties.ts';
import type { Provider, Work } from './provider.ts';

const call = ({ call: made }: Work, operation: string, input: object) =>
  made('cloudformation', operation, given(input));

const PARAMETER = { 'ParameterKey!': 'text', 'ParameterValue!': 'text' } as const;

const UNDER_WAY = /^(QUEUED|RUNNING|STOPPING)$/;

/** A set of stacks, and its instances, as a resource of a stack. */
export const stackSet: Provider = {
  type: 'AWS::CloudFormation::StackSet',
  properties: {
    optional: [
      'AdministrationRoleARN',
      'AutoDeployment',
      'CallAs',
      'Capabilities',
      'Description',
      'ExecutionRoleName',
      'ManagedExecution',
      'OperationPreferences',
      'Parameters',
      'StackInstancesGroup',
      'Tags',
      'TemplateBody',
      'TemplateURL',
    ],
    createOnly: ['PermissionModel', 'StackSetName'],
    required: ['PermissionModel', 'StackSetName'],
    shapes: {
      AutoDeployment: {
        ...{ Enabled: 'flag', RetainStacksOnAccountRemoval: 'flag', DependsOn: ['text'] },
      },
      Capabilities: ['text'],
      ManagedExecution: { Active: 'flag' },
      OperationPreferences: 'any',
      Parameters: [PARAMETER],
      StackInstancesGroup: [
        {
          'DeploymentTargets!': {
            ...{ Accounts: ['text'], OrganizationalUnitIds: ['text'], AccountsUrl: 'text' },
            AccountFilterType: 'text',
          },
          'Regions!': ['text'],
          ParameterOverrides: [PARAMETER],
        },
      ],
    },
  },
  attributes: ['StackSetId'],
  identifier: 'StackSetId',
  async create(work) {
    const { properties } = work;
    const StackSetName = text(properties.StackSetName);
    const input = {
      ...content(work),
      StackSetName,
      PermissionModel: text(properties.PermissionModel),
    };
    await orThere(work, call(work, 'CreateStackSet', input));
    const found = await call(work, 'DescribeStackSet', { StackSetName, CallAs: callAs(work) });
    const physicalId = textAt(found, 'StackSet.StackSetId');
    await work.begun(physicalId);
    await deploy(work, physicalId, []);
    return { physicalId, attributes: { StackSetId: physicalId } };
  },
  async update(work, { physicalId, properties: before }) {
    if (!sameValue(contentIn(work.properties), contentIn(before))) await put(work, physicalId);
    await deploy(work, physicalId, targetsIn(before.StackInstancesGroup));
    return { physicalId, attributes: { StackSetId: physicalId } };
  },
  async retag(work, { physicalId, properties: before }) {
    // Where more has changed, tags have gone along with it.
    if (sameValue(contentIn(work.properties), contentIn(before))) await put(work, physicalId);
  },
  async delete(work, { physicalId, properties }) {
    const about = { StackSetName: physicalId, CallAs: callAs(work) };
    if ((await ifThere(call(work, 'DescribeStackSet', about))) === undefined) return;
    const gone = targetsIn(properties.StackInstancesGroup);
    await withdraw(work, physicalId, gone);
    await ifThere(call(work, 'DeleteStackSet', about));
  },
  async read(work, physicalId) {
    const about = { StackSetName: physicalId, CallAs: callAs(work) };
    const found = await ifThere(call(work, 'DescribeStackSet', about));
    const set = map(found?.StackSet as StackValue | undefined);
    if (found === undefined || set.Status === 'DELETED') return undefined;
    const { StackSetName = '', PermissionModel = '', TemplateBody = '', Description = '' } = set;
    const properties = { StackSetName, PermissionModel, TemplateBody, Description };
    return { properties, attributes: { StackSetId: physicalId } };
  },
};

function callAs({ properties }: Pick<Work, 'properties'>): string | undefined {
  return text(properties.CallAs);
}

/** All but its instances, and tags, which may come of the stack's. */
function contentIn({ StackInstancesGroup: _groups, Tags: _tags, ...own }: StackValueMap) {
  return own;
}

async function put(work: Work, id: string): Promise<void> {
  const input = { ...content(work), StackSetName: id, ...operation(work, 'update') };
  await carriedOut(work, id, 'UpdateStackSet', input);
}

/** What CreateStackSet and UpdateStackSet take alike. */
function content(work: Work): object {
  const { properties } = work;
  const automatic = map(properties.AutoDeployment);
  const managed = map(properties.ManagedExecution);
  return {
    TemplateBody: text(properties.TemplateBody),
    TemplateURL: text(properties.TemplateURL),
    Description: text(properties.Description),
    Parameters: parametersOf(properties.Parameters),
    Capabilities: texts(properties.Capabilities),
    Tags: tagList(tagMap(work)),
    AdministrationRoleARN: text(properties.AdministrationRoleARN),
    ExecutionRoleName: text(properties.ExecutionRoleName),
    AutoDeployment: properties.AutoDeployment && {
      Enabled: flag(automatic.Enabled),
      ...given({
        RetainStacksOnAccountRemoval: flag(automatic.RetainStacksOnAccountRemoval),
        DependsOn: texts(automatic.DependsOn),
      }),
    },
    ManagedExecution: properties.ManagedExecution && { Active: flag(managed.Active) },
    CallAs: callAs(work),
  };
}

function parametersOf(value: StackValue | undefined): object[] | undefined {
  if (value === undefined) return undefined;
  return list(value).map((one) => ({
    ParameterKey: text(map(one).ParameterKey),
    ParameterValue: text(map(one).ParameterValue),
  }));
}

/** An operation of a set that is told again after a crash, not begun a second time. */
function operation(work: Work, what: string): object {
  const { OperationPreferences: asked } = work.properties;
  const preferences = Object.entries(map(asked)).map(([name, value]) => [
    name,
    /(Count|Percentage)$/.test(name) ? Number(value) : value,
  ]);
  return {
    OperationId: `${work.physicalName(OPERATION_ID_CHARACTERS)}-${what}`,
    OperationPreferences: asked && Object.fromEntries(preferences),
    CallAs: callAs(work),
  };
}

/** CloudFormation's own limit is 128; the rest tells the operations of one step apart. */
const OPERATION_ID_CHARACTERS = 100;

interface Targets {
  readonly where: StackValueMap;
  readonly regions: readonly string[];
  readonly overrides: StackValue | undefined;
}

function targetsIn(groups: StackValue | undefined): Targets[] {
  return list(groups).map((group) => {
    const { DeploymentTargets: where, Regions, ParameterOverrides: overrides } = map(group);
    return { where: map(where), regions: texts(Regions) ?? [], overrides };
  });
}

/** Instances as they are wanted: what is no longer goes first. */
async function deploy(work: Work, id: string, before: readonly Targets[]): Promise<void> {
  const wanted = targetsIn(work.properties.StackInstancesGroup);
  const regionsOf = (all: readonly Targets[], { where }: Targets) =>
    all.filter((one) => sameValue(one.where, where)).flatMap(({ regions }) => regions);
  await withdraw(
    work,
    id,
    before.map((one) => {
      const kept = regionsOf(wanted, one);
      return { ...one, regions: one.regions.filter((region) => !kept.includes(region)) };
    }),
  );
  for (const [at, one] of wanted.entries()) {
    const known = regionsOf(before, one);
    const added = one.regions.filter((region) => !known.includes(region));
    await onTargets(work, id, 'CreateStackInstances', { ...one, regions: added }, `create-${at}`);
    const same = before.find(({ where }) => sameValue(where, one.where));
    if (same === undefined || sameValue(same.overrides, one.overrides)) continue;
    const kept = one.regions.filter((region) => known.includes(region));
    await onTargets(work, id, 'UpdateStackInstances', { ...one, regions: kept }, `override-${at}`);
  }
}

async function withdraw(work: Work, id: string, gone: readonly Targets[]): Promise<void> {
  for (const [at, one] of gone.entries()) {
    await onTargets(work, id, 'DeleteStackInstances', one, `delete-${at}`);
  }
}

async function onTargets(
  work: Work,
  id: string,
  name: 'CreateStackInstances' | 'UpdateStackInstances' | 'DeleteStackInstances',
  { where, regions, overrides }: Targets,
  what: string,
): Promise<void> {
  if (regions.length === 0) return;
  const { Accounts, OrganizationalUnitIds: units, AccountFilterType, AccountsUrl } = where;
  const input = {
    ...{ StackSetName: id, Regions: regions, ...operation(work, what) },
    DeploymentTargets: given({
      ...{ OrganizationalUnitIds: texts(units), Accounts: texts(Accounts) },
      ...{ AccountFilterType: text(AccountFilterType), AccountsUrl: text(AccountsUrl) },
    }),
    ...(name === 'DeleteStackInstances'
      ? { RetainStacks: false }
      : { ParameterOverrides: parametersOf(overrides) }),
  };
  await carriedOut(work, id, name, input);
}

/** Has the set begin an operation, and waits for its end. Throws where it has failed. */
async function carriedOut(work: Work, id: string, name: string, input: object): Promise<void> {
  const { OperationId } = input as { OperationId: string };
  const about = { StackSetName: id, OperationId, CallAs: callAs(work) };
  await orThere(work, call(work, name, input));
  let status = '';
  await work.wait(async () => {
    const found = await call(work, 'DescribeStackSetOperation', about);
    status = textAt(found, 'StackSetOperation.Status');
    return !UNDER_WAY.test(status);
  });
  if (status === 'SUCCEEDED') return;
  const { Summaries = [] } = await call(work, 'ListStackSetOperationResults', about);
  const failed = (Summaries as { Status?: string; StatusReason?: string }[]).find(
    (one) => one.Status === 'FAILED',
  );
  throw invalid(`Operation ${OperationId} is ${status}: ${failed?.StatusReason ?? ''}`);
}
