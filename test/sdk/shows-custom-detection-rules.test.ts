/** Custom detection rules of an account and of an organisation, as a client of AWS sees them. */
import * as sdk from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectorOf, type OrganizationAccount, OrganizationServer } from './organization-server.ts';
import { enable, refusal, VedetteServer } from './vedette-server.ts';

const RuleId = 'vpc-flow-logs-deleted';
const NO_SUCH = 'ResourceNotFoundException: The request is rejected since no such resource found.';
const DENIED =
  'AccessDeniedException: The request is rejected because the caller is not authorized to call ' +
  'this API.';

describe('custom detection rules', () => {
  let server: VedetteServer;
  beforeAll(async () => {
    server = await VedetteServer.start();
  });
  afterAll(() => server?.stop());

  test('shows ListCustomDetectionRules, GetCustomDetectionRule: 35 rules', async () => {
    const { guardduty } = await server.account('111122223333');
    const names: (string | undefined)[] = [];
    const pages = sdk.paginateListCustomDetectionRules({ client: guardduty, pageSize: 10 }, {});
    for await (const { Rules = [] } of pages) names.push(...Rules.map((rule) => rule.Name));
    expect(new Set(names).size).toBe(35);
    const Filters = [{ Name: 'tactic' as const, Values: ['Impact'] }];
    const some = await guardduty.send(new sdk.ListCustomDetectionRulesCommand({ Filters }));
    expect(some.Rules?.map((rule) => rule.Service)).toEqual(['s3', 'ses', 'ses']);
    const { Rule } = await guardduty.send(new sdk.GetCustomDetectionRuleCommand({ RuleId }));
    expect(Rule?.Definition?.Expression).toBe(
      "eventSource = 'ec2.amazonaws.com'\nAND eventName = 'DeleteFlowLogs'\nAND errorCode IS NULL",
    );
    expect(Rule?.CreatedAt).toBeInstanceOf(Date);
  });

  test('shows CreateCustomDetectionRuleAssociation: on for 14 days', async () => {
    const account = await server.account('222233334444');
    const { guardduty } = account;
    await enable(account);
    const input = { RuleId, Mode: 'DRY_RUN' as const, Tags: { team: 'red' } };
    const create = new sdk.CreateCustomDetectionRuleAssociationCommand(input);
    const { RuleAssociation: made } = await guardduty.send(create);
    const place = { RuleId, AssociationId: made?.AssociationId };
    const get = new sdk.GetCustomDetectionRuleAssociationCommand(place);
    const { RuleAssociation, Tags } = await guardduty.send(get);
    expect([RuleAssociation, Tags]).toEqual([made, { team: 'red' }]);
    const days = (Number(made?.ExpiresAt) - Number(made?.CreatedAt)) / 86_400_000;
    expect(days).toBe(14);
    const again = new sdk.CreateCustomDetectionRuleAssociationCommand(input);
    expect(await refusal(guardduty.send(again))).toContain('ConflictException: ');
    const ResourceArn = made?.Arn;
    await guardduty.send(new sdk.TagResourceCommand({ ResourceArn, Tags: { env: 'test' } }));
    expect((await guardduty.send(get)).Tags).toEqual({ team: 'red', env: 'test' });
    const stranger = await server.account('555566667777');
    expect(await refusal(stranger.guardduty.send(get))).toBe(NO_SUCH);
  });

  test('shows GetCustomDetectionRuleAssociation: what an update has made of it', async () => {
    const account = await server.account('333344445555');
    const { guardduty } = account;
    await enable(account);
    const input = { RuleId, Mode: 'DRY_RUN' as const };
    const { RuleAssociation } = await guardduty.send(
      new sdk.CreateCustomDetectionRuleAssociationCommand(input),
    );
    const place = { RuleId, AssociationId: RuleAssociation?.AssociationId };
    await guardduty.send(
      new sdk.UpdateCustomDetectionRuleAssociationCommand({ ...place, Mode: 'LIVE' }),
    );
    const get = new sdk.GetCustomDetectionRuleAssociationCommand(place);
    const after = (await guardduty.send(get)).RuleAssociation;
    expect([after?.Mode, after?.ExpiresAt]).toEqual(['LIVE', undefined]);
  });

  test('shows DeleteCustomDetectionRuleAssociation: off, and off again', async () => {
    const account = await server.account('444455556666');
    const { guardduty } = account;
    await enable(account);
    const input = { RuleId, Mode: 'LIVE' as const };
    const { RuleAssociation } = await guardduty.send(
      new sdk.CreateCustomDetectionRuleAssociationCommand(input),
    );
    const place = { RuleId, AssociationId: RuleAssociation?.AssociationId };
    const list = async (Mode: sdk.AssociationMode) => {
      const command = new sdk.ListCustomDetectionRuleAssociationsCommand({ Mode });
      return (await guardduty.send(command)).RuleAssociations?.map((one) => one.RuleId);
    };
    expect([await list('LIVE'), await list('DRY_RUN')]).toEqual([[RuleId], []]);
    const end = new sdk.DeleteCustomDetectionRuleAssociationCommand(place);
    await guardduty.send(end);
    await guardduty.send(end);
    expect(await list('LIVE')).toEqual([]);
  });

  test('shows UpdateCustomDetectionRuleAssociation: seen in the list by its mode', async () => {
    const account = await server.account('666677778888');
    const { guardduty } = account;
    await enable(account);
    const input = { RuleId, Mode: 'DRY_RUN' as const };
    const { RuleAssociation } = await guardduty.send(
      new sdk.CreateCustomDetectionRuleAssociationCommand(input),
    );
    const place = { RuleId, AssociationId: RuleAssociation?.AssociationId };
    await guardduty.send(
      new sdk.UpdateCustomDetectionRuleAssociationCommand({ ...place, Mode: 'LIVE' }),
    );
    const get = new sdk.GetCustomDetectionRuleAssociationCommand(place);
    expect((await guardduty.send(get)).RuleAssociation?.Mode).toBe('LIVE');
  });

  test('shows ListCustomDetectionRuleAssociations: page by page', async () => {
    const account = await server.account('777788889999');
    const { guardduty } = account;
    await enable(account);
    const wanted = ['ami-external-access', 'ec2-user-data-modified', RuleId];
    for (const rule of wanted) {
      const input = { RuleId: rule, Mode: 'LIVE' as const };
      await guardduty.send(new sdk.CreateCustomDetectionRuleAssociationCommand(input));
    }
    const first = await guardduty.send(
      new sdk.ListCustomDetectionRuleAssociationsCommand({ MaxResults: 2 }),
    );
    const { NextToken } = first;
    const second = await guardduty.send(
      new sdk.ListCustomDetectionRuleAssociationsCommand({ NextToken }),
    );
    const all = [...(first.RuleAssociations ?? []), ...(second.RuleAssociations ?? [])];
    expect(all.map((one) => one.RuleId)).toEqual(wanted);
    expect(second.NextToken).toBeUndefined();
  });
});

describe('custom detection rules of an organisation', () => {
  let server: OrganizationServer;
  let administrator: OrganizationAccount;
  let member: OrganizationAccount;
  beforeAll(async () => {
    server = await OrganizationServer.start();
    administrator = await server.account('security');
    member = await server.account('member');
    const AdminAccountId = administrator.accountId;
    await server.management.guardduty.send(
      new sdk.EnableOrganizationAdminAccountCommand({ AdminAccountId }),
    );
    const DetectorId = await detectorOf(administrator);
    const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
    await administrator.guardduty.send(
      new sdk.CreateMembersCommand({ DetectorId, AccountDetails }),
    );
  });
  afterAll(() => server?.stop());

  /** The mode in which the member runs a rule. */
  const modeOf = async (rule: string) => {
    const command = new sdk.ListCustomDetectionRuleAssociationsCommand({ RuleId: rule });
    const { RuleAssociations = [] } = await member.guardduty.send(command);
    return RuleAssociations[0]?.Mode;
  };

  test('shows CreateCustomDetectionRuleOrgConfiguration: for all members', async () => {
    const { guardduty } = administrator;
    const input = { RuleId, Mode: 'DRY_RUN' as const };
    await guardduty.send(new sdk.CreateCustomDetectionRuleOrgConfigurationCommand(input));
    const get = new sdk.GetCustomDetectionRuleOrgConfigurationCommand(input);
    const { Configuration } = await guardduty.send(get);
    expect(Configuration).toMatchObject({
      ...input,
      Status: 'ACTIVE',
      IncludeAccountIds: [],
      ExcludeAccountIds: [],
    });
    expect(Configuration?.ExpiresAt).toBeInstanceOf(Date);
    expect(await modeOf(RuleId)).toBe('DRY_RUN');
    const live = { RuleId, Mode: 'LIVE' as const };
    const second = new sdk.CreateCustomDetectionRuleOrgConfigurationCommand(live);
    expect(await refusal(guardduty.send(second))).toContain('ConflictException: ');
    expect(await refusal(member.guardduty.send(second))).toBe(DENIED);
    const own = new sdk.CreateCustomDetectionRuleAssociationCommand(live);
    expect(await refusal(member.guardduty.send(own))).toBe(DENIED);
  });

  test('shows UpdateCustomDetectionRuleOrgConfiguration: live, and for fewer', async () => {
    const { guardduty } = administrator;
    const rule = 'ami-external-access';
    const update = (more: object) =>
      guardduty.send(
        new sdk.UpdateCustomDetectionRuleOrgConfigurationCommand({
          RuleId: rule,
          Mode: 'LIVE',
          ...more,
        }),
      );
    expect(await refusal(update({}))).toBe(NO_SUCH);
    const input = { RuleId: rule, Mode: 'DRY_RUN' as const };
    await guardduty.send(new sdk.CreateCustomDetectionRuleOrgConfigurationCommand(input));
    await update({});
    expect(await modeOf(rule)).toBe('LIVE');
    await update({ ExcludeAccountIds: [member.accountId] });
    expect(await modeOf(rule)).toBeUndefined();
  });

  test('shows DeleteCustomDetectionRuleOrgConfiguration: over, but not for members', async () => {
    const { guardduty } = administrator;
    const rule = 'console-login-without-mfa';
    const input = { RuleId: rule, Mode: 'LIVE' as const };
    await guardduty.send(new sdk.CreateCustomDetectionRuleOrgConfigurationCommand(input));
    const list = async () => {
      const command = new sdk.ListCustomDetectionRuleOrgConfigurationsCommand({});
      return (await guardduty.send(command)).Configurations?.map((one) => one.RuleId);
    };
    expect(await list()).toContain(rule);
    await guardduty.send(new sdk.DeleteCustomDetectionRuleOrgConfigurationCommand(input));
    expect(await list()).not.toContain(rule);
    expect(await modeOf(rule)).toBe('LIVE');
  });

  test('shows GetCustomDetectionRuleOrgConfiguration: with its accounts', async () => {
    const { guardduty } = administrator;
    const place = { RuleId: 'iam-access-key-created', Mode: 'LIVE' as const };
    const input = { ...place, IncludeAccountIds: [member.accountId] };
    await guardduty.send(new sdk.CreateCustomDetectionRuleOrgConfigurationCommand(input));
    const get = new sdk.GetCustomDetectionRuleOrgConfigurationCommand(place);
    expect((await guardduty.send(get)).Configuration).toMatchObject(input);
    const absent = { ...place, Mode: 'DRY_RUN' as const };
    const other = new sdk.GetCustomDetectionRuleOrgConfigurationCommand(absent);
    expect(await refusal(guardduty.send(other))).toBe(NO_SUCH);
  });

  test('shows ListCustomDetectionRuleOrgConfigurations: by status', async () => {
    const { guardduty } = administrator;
    const rule = 'dns-query-logs-deleted';
    const input = { RuleId: rule, Mode: 'LIVE' as const };
    await guardduty.send(new sdk.CreateCustomDetectionRuleOrgConfigurationCommand(input));
    const list = async (Status: sdk.DetectionRuleConfigurationStatus) => {
      const command = new sdk.ListCustomDetectionRuleOrgConfigurationsCommand({ Status });
      return (await guardduty.send(command)).Configurations?.map((one) => one.RuleId);
    };
    expect(await list('ACTIVE')).toContain(rule);
    expect(await list('FAILED')).toEqual([]);
  });
});
