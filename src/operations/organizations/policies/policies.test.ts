import { beforeEach, describe, expect, it } from 'vitest';
import { FULL_AWS_ACCESS } from '../../../domain/organization.ts';
import { createOrganization } from '../create-organization.ts';
import { putQuotas } from '../quotas.ts';
import { MANAGEMENT, OUTSIDER, World } from '../testing.ts';
import { createOrganizationalUnit } from '../tree/create-organizational-unit.ts';
import { moveAccount } from '../tree/move-account.ts';
import { attachPolicy } from './attach-policy.ts';
import { createPolicy } from './create-policy.ts';
import { deletePolicy } from './delete-policy.ts';
import { describePolicy } from './describe-policy.ts';
import { detachPolicy } from './detach-policy.ts';
import { disablePolicyType } from './disable-policy-type.ts';
import { enablePolicyType } from './enable-policy-type.ts';
import { listPolicies } from './list-policies.ts';
import { listPoliciesForTarget } from './list-policies-for-target.ts';
import { listTargetsForPolicy } from './list-targets-for-policy.ts';
import { updatePolicy } from './update-policy.ts';

const SCP = 'SERVICE_CONTROL_POLICY';
const NONE = 'p-00000000';
const DENY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'guardduty:DeleteDetector', Resource: '*' }],
});

let world: World;
beforeEach(async () => {
  world = await World.organized();
});

async function policy(Name: string, Content = DENY): Promise<string> {
  const made = await world.call(createPolicy, { Name, Content, Description: 'd', Type: SCP });
  return made.Policy?.PolicySummary?.Id ?? '';
}

const enable = (RootId = world.rootId) => world.call(enablePolicyType, { RootId, PolicyType: SCP });
const attach = (PolicyId: string, TargetId: string) =>
  world.call(attachPolicy, { PolicyId, TargetId });
const detach = (PolicyId: string, TargetId: string) =>
  world.call(detachPolicy, { PolicyId, TargetId });

async function attachedTo(TargetId: string): Promise<(string | undefined)[]> {
  const { Policies } = await world.call(listPoliciesForTarget, { TargetId, Filter: SCP });
  return (Policies ?? []).map((one) => one.Id);
}

describe('CreatePolicy', () => {
  it('keeps the document as it was given', async () => {
    const made = await world.call(createPolicy, {
      Name: 'deny',
      Content: DENY,
      Description: '',
      Type: SCP,
    });
    const id = made.Policy?.PolicySummary?.Id ?? '';
    expect(id).toMatch(/^p-[a-z0-9]{8}$/);
    expect(made.Policy).toMatchObject({
      Content: DENY,
      PolicySummary: { Name: 'deny', Description: '', Type: SCP, AwsManaged: false },
    });
    expect(made.Policy?.PolicySummary?.Arn).toMatch(
      new RegExp(
        `^arn:aws:organizations::${MANAGEMENT}:policy/o-[a-z0-9]{10}/service_control_policy/${id}$`,
      ),
    );
    const described = await world.call(describePolicy, { PolicyId: id });
    expect(described).toEqual(made);
  });

  it.each([
    ['no JSON', 'deny everything'],
    ['another version', DENY.replace('2012-10-17', '2020-01-01')],
    ['no statement', JSON.stringify({ Version: '2012-10-17' })],
    ['an unknown effect', DENY.replace('Deny', 'Forbid')],
    ['a principal', DENY.replace('"Effect"', '"Principal":"*","Effect"')],
  ])('refuses %s', async (_case, content) => {
    await expect(policy('p', content)).rejects.toMatchObject({
      code: 'MalformedPolicyDocumentException',
      status: 400,
      message:
        'The provided policy document does not meet the requirements of the specified policy type.',
    });
  });

  it('refuses a name that another policy has, AWS’s own included', async () => {
    await policy('deny');
    for (const name of ['deny', 'FullAWSAccess']) {
      await expect(policy(name)).rejects.toMatchObject({ code: 'DuplicatePolicyException' });
    }
  });

  it('refuses more characters than the quota, which is a setting', async () => {
    const long = (length: number) => DENY.padEnd(length, ' ');
    expect(await policy('fits', long(10_240))).not.toBe('');
    await expect(policy('long', long(10_241))).rejects.toMatchObject({
      code: 'ConstraintViolationException',
      message: 'You have exceeded the maximum policy size.',
      fields: { Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED' },
    });
    await putQuotas(world.store.settings, { scpCharactersMax: 10_241 });
    expect(await policy('long', long(10_241))).not.toBe('');
  });

  it('refuses types that are not evaluated, and consolidated billing', async () => {
    const input = { Name: 'a', Content: '{}', Description: '' };
    const code = 'PolicyTypeNotAvailableForOrganizationException';
    const other = world.call(createPolicy, { ...input, Type: 'TAG_POLICY' });
    await expect(other).rejects.toMatchObject({ code });
    await world.call(createOrganization, { FeatureSet: 'CONSOLIDATED_BILLING' }, OUTSIDER);
    const billing = world.call(createPolicy, { ...input, Type: SCP }, OUTSIDER);
    await expect(billing).rejects.toMatchObject({ code });
    const listed = await world.call(listPolicies, { Filter: SCP }, OUTSIDER);
    expect(listed.Policies).toEqual([]);
  });
});

describe('UpdatePolicy', () => {
  it('changes what is given and leaves the rest', async () => {
    const PolicyId = await policy('old');
    const Content = DENY.replace('Delete', 'Update');
    const renamed = await world.call(updatePolicy, { PolicyId, Name: 'new', Content });
    expect(renamed.Policy).toMatchObject({
      Content,
      PolicySummary: { Name: 'new', Description: 'd' },
    });
    expect(await world.call(describePolicy, { PolicyId })).toEqual(renamed);
  });

  it('refuses a taken name, a malformed document and what AWS manages', async () => {
    await policy('taken');
    const PolicyId = await policy('mine');
    for (const [input, error] of [
      [{ PolicyId, Name: 'taken' }, { code: 'DuplicatePolicyException' }],
      [{ PolicyId, Content: '{}' }, { code: 'MalformedPolicyDocumentException' }],
      [{ PolicyId: NONE, Name: 'x' }, { code: 'PolicyNotFoundException' }],
      [{ PolicyId: FULL_AWS_ACCESS, Name: 'x' }, { fields: { Reason: 'IMMUTABLE_POLICY' } }],
    ] as const) {
      await expect(world.call(updatePolicy, input)).rejects.toMatchObject(error);
    }
  });
});

describe('DeletePolicy', () => {
  it('refuses an attached policy, and deletes it once it is detached', async () => {
    await enable();
    const PolicyId = await policy('deny');
    await attach(PolicyId, MANAGEMENT);
    await expect(world.call(deletePolicy, { PolicyId })).rejects.toMatchObject({
      code: 'PolicyInUseException',
    });
    await detach(PolicyId, MANAGEMENT);
    await world.call(deletePolicy, { PolicyId });
    const gone = { code: 'PolicyNotFoundException' };
    await expect(world.call(describePolicy, { PolicyId })).rejects.toMatchObject(gone);
    await expect(world.call(deletePolicy, { PolicyId })).rejects.toMatchObject(gone);
    const managed = world.call(deletePolicy, { PolicyId: FULL_AWS_ACCESS });
    await expect(managed).rejects.toMatchObject({ fields: { Reason: 'IMMUTABLE_POLICY' } });
  });
});

describe('EnablePolicyType', () => {
  it('begins with the policy that allows everything, at every level', async () => {
    const member = await world.member('before');
    expect(await attachedTo(member)).toEqual([]);
    await enable();
    const { OrganizationalUnit: made } = await world.call(createOrganizationalUnit, {
      Name: 'later',
      ParentId: world.rootId,
    });
    const unit = made?.Id ?? '';
    const later = await world.member('later');
    for (const id of [world.rootId, MANAGEMENT, member, unit, later]) {
      expect(await attachedTo(id)).toEqual([FULL_AWS_ACCESS]);
    }
    const { Targets: targets } = await world.call(listTargetsForPolicy, {
      PolicyId: FULL_AWS_ACCESS,
    });
    expect(targets).toHaveLength(5);
    const named = targets?.find((target) => target.TargetId === unit);
    expect(named).toMatchObject({ Name: 'later', Type: 'ORGANIZATIONAL_UNIT' });
    const root = targets?.find((target) => target.TargetId === world.rootId);
    expect(root).toMatchObject({ Name: 'Root', Type: 'ROOT' });
    expect(targets?.find((target) => target.TargetId === member)?.Type).toBe('ACCOUNT');
  });

  it('is refused twice, for another root and for what is not evaluated', async () => {
    await enable();
    await expect(enable()).rejects.toMatchObject({ code: 'PolicyTypeAlreadyEnabledException' });
    await expect(enable('r-0000')).rejects.toMatchObject({ code: 'RootNotFoundException' });
    const input = { RootId: world.rootId, PolicyType: 'RESOURCE_CONTROL_POLICY' } as const;
    await expect(world.call(enablePolicyType, input)).rejects.toMatchObject({
      code: 'PolicyTypeNotAvailableForOrganizationException',
    });
  });
});

describe('DisablePolicyType', () => {
  const disable = (RootId = world.rootId) =>
    world.call(disablePolicyType, { RootId, PolicyType: SCP });

  it('detaches every policy for good', async () => {
    await enable();
    const id = await policy('deny');
    await attach(id, world.rootId);
    const { Root: root } = await disable();
    expect(root?.PolicyTypes).toEqual([]);
    expect(await attachedTo(world.rootId)).toEqual([]);
    expect(await world.store.organizations.scpLevels(MANAGEMENT)).toEqual([]);
    await enable();
    expect(await attachedTo(world.rootId)).toEqual([FULL_AWS_ACCESS]);
  });

  it('is refused while the type is not enabled, and for another root', async () => {
    await expect(disable()).rejects.toMatchObject({ code: 'PolicyTypeNotEnabledException' });
    await expect(disable('r-0000')).rejects.toMatchObject({ code: 'RootNotFoundException' });
  });
});

describe('AttachPolicy', () => {
  it('is refused before the type is enabled', async () => {
    await expect(attach(await policy('deny'), MANAGEMENT)).rejects.toMatchObject({
      code: 'PolicyTypeNotEnabledException',
      message: 'This operation can be performed only for enabled policy types.',
    });
  });

  it('puts the policy above the account, from the root downwards', async () => {
    await enable();
    const AccountId = await world.member('member');
    const { OrganizationalUnit: made } = await world.call(createOrganizationalUnit, {
      Name: 'unit',
      ParentId: world.rootId,
    });
    const DestinationParentId = made?.Id ?? '';
    await world.call(moveAccount, { AccountId, SourceParentId: world.rootId, DestinationParentId });
    await attach(await policy('deny'), DestinationParentId);
    const levels = await world.store.organizations.scpLevels(AccountId);
    const names = levels.map((level) => level.map((one) => one.name).sort());
    expect(names).toEqual([['FullAWSAccess'], ['FullAWSAccess', 'deny'], ['FullAWSAccess']]);
    expect(levels[1]?.find((one) => one.name === 'deny')?.document).toBe(DENY);
  });

  it('refuses the same twice, and policies and targets that do not exist', async () => {
    await enable();
    const id = await policy('deny');
    await attach(id, MANAGEMENT);
    for (const [call, code] of [
      [attach(id, MANAGEMENT), 'DuplicatePolicyAttachmentException'],
      [attach(NONE, MANAGEMENT), 'PolicyNotFoundException'],
      [attach(id, OUTSIDER), 'TargetNotFoundException'],
      [attach(id, 'r-0000'), 'TargetNotFoundException'],
      [attach(id, 'ou-0000-00000000'), 'TargetNotFoundException'],
    ] as const) {
      await expect(call).rejects.toMatchObject({ code });
    }
  });

  it('refuses more than ten at one target, which is a setting', async () => {
    await enable();
    for (let index = 0; index < 9; index += 1) await attach(await policy(`${index}`), MANAGEMENT);
    const eleventh = await policy('11');
    await expect(attach(eleventh, MANAGEMENT)).rejects.toMatchObject({
      code: 'ConstraintViolationException',
      message: 'You have attached the maximum number of policies to the specified target.',
      fields: { Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' },
    });
    await putQuotas(world.store.settings, { scpsPerTargetMax: 11 });
    await attach(eleventh, MANAGEMENT);
    expect(await attachedTo(MANAGEMENT)).toHaveLength(11);
  });
});

describe('DetachPolicy', () => {
  it('leaves the last policy where it is', async () => {
    await enable();
    const id = await policy('allow', DENY.replace('Deny', 'Allow'));
    const last = {
      code: 'ConstraintViolationException',
      message:
        'You cannot remove the last policy attached to the specified target. You must have at ' +
        'least one attached at all times.',
      fields: { Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' },
    };
    await expect(detach(FULL_AWS_ACCESS, world.rootId)).rejects.toMatchObject(last);
    await attach(id, world.rootId);
    await detach(FULL_AWS_ACCESS, world.rootId);
    expect(await attachedTo(world.rootId)).toEqual([id]);
    await expect(detach(id, world.rootId)).rejects.toMatchObject(last);
  });

  it('refuses what is not attached or does not exist', async () => {
    await enable();
    const id = await policy('deny');
    for (const [call, code] of [
      [detach(id, MANAGEMENT), 'PolicyNotAttachedException'],
      [detach(NONE, MANAGEMENT), 'PolicyNotFoundException'],
      [detach(id, OUTSIDER), 'TargetNotFoundException'],
    ] as const) {
      await expect(call).rejects.toMatchObject({ code });
    }
  });
});

describe('the lists of policies', () => {
  it('show the organisation’s own and AWS’s, in pages', async () => {
    const mine = [await policy('a'), await policy('b')];
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const input = { Filter: SCP, MaxResults: 2, NextToken } as const;
      const page = await world.call(listPolicies, input);
      seen.push(...(page.Policies ?? []).map((one) => one.Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect([...seen].sort()).toEqual([...mine, FULL_AWS_ACCESS].sort());
    const { Policies: all } = await world.call(listPolicies, { Filter: SCP });
    const managed = all?.find((one) => one.Id === FULL_AWS_ACCESS);
    expect(managed).toMatchObject({
      Name: 'FullAWSAccess',
      AwsManaged: true,
      Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
    });
  });

  it('are empty for types of which there are none', async () => {
    const Filter = 'TAG_POLICY';
    expect(await world.call(listPolicies, { Filter })).toEqual({ Policies: [] });
    const input = { Filter, TargetId: world.rootId } as const;
    expect(await world.call(listPoliciesForTarget, input)).toEqual({ Policies: [] });
  });

  it('refuse what does not exist', async () => {
    const target = world.call(listPoliciesForTarget, { TargetId: OUTSIDER, Filter: SCP });
    await expect(target).rejects.toMatchObject({ code: 'TargetNotFoundException' });
    const none = world.call(listTargetsForPolicy, { PolicyId: NONE });
    await expect(none).rejects.toMatchObject({ code: 'PolicyNotFoundException' });
  });
});

describe('another organisation', () => {
  it('neither sees nor attaches a policy of this one', async () => {
    const PolicyId = await policy('ours');
    await world.call(createOrganization, {}, OUTSIDER);
    const gone = { code: 'PolicyNotFoundException' };
    for (const call of [
      world.call(describePolicy, { PolicyId }, OUTSIDER),
      world.call(updatePolicy, { PolicyId, Name: 'x' }, OUTSIDER),
      world.call(deletePolicy, { PolicyId }, OUTSIDER),
      world.call(attachPolicy, { PolicyId, TargetId: OUTSIDER }, OUTSIDER),
    ]) {
      await expect(call).rejects.toMatchObject(gone);
    }
    const { Policies: theirs } = await world.call(listPolicies, { Filter: SCP }, OUTSIDER);
    expect(theirs?.map((one) => one.Id)).toEqual([FULL_AWS_ACCESS]);
  });
});
