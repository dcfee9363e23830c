/**
 * The life of an organisation as AWS's own client sees it: a tree, policies, an account that is
 * invited, an administrator that reads, and the end of it all.
 */
import {
  CreateDetectorCommand,
  DeleteDetectorCommand,
  type GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import * as sdk from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

const MANAGEMENT = '111122223333';
const INVITED = '444455556666';
const SCP = 'SERVICE_CONTROL_POLICY';
const DENY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'guardduty:DeleteDetector', Resource: '*' }],
});

let server: VedetteServer;
let management: sdk.OrganizationsClient;
let invited: sdk.OrganizationsClient;
let guardduty: GuardDutyClient;
let root: string;

beforeAll(async () => {
  server = await VedetteServer.start();
  management = clientOf(await server.account(MANAGEMENT));
  const account = await server.account(INVITED);
  guardduty = account.guardduty;
  invited = clientOf(account);
  await management.send(new sdk.CreateOrganizationCommand({}));
  const { Roots: roots } = await management.send(new sdk.ListRootsCommand({}));
  root = roots?.[0]?.Id ?? '';
});
afterAll(() => server?.stop());

function clientOf({ caller }: TestAccount): sdk.OrganizationsClient {
  const { endpoint, region, credentials } = caller;
  return new sdk.OrganizationsClient({ endpoint: endpoint.origin, region, credentials });
}

async function unit(Name: string, ParentId = root): Promise<string> {
  const command = new sdk.CreateOrganizationalUnitCommand({ Name, ParentId });
  return (await management.send(command)).OrganizationalUnit?.Id ?? '';
}

/** The class that the SDK chose, with the reason that it read. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof sdk.OrganizationsServiceException)) throw error;
    return 'Reason' in error ? `${error.name}: ${error.Reason}` : error.name;
  }
  return 'not refused';
}

describe('an organisation', () => {
  it('invites an account, which accepts and is moved', async () => {
    const { Handshake: sent } = await management.send(
      new sdk.InviteAccountToOrganizationCommand({ Target: { Id: INVITED, Type: 'ACCOUNT' } }),
    );
    expect(sent?.ExpirationTimestamp).toBeInstanceOf(Date);
    const { Handshakes: received } = await invited.send(
      new sdk.ListHandshakesForAccountCommand({}),
    );
    expect(received).toEqual([sent]);
    await invited.send(new sdk.AcceptHandshakeCommand({ HandshakeId: sent?.Id }));
    const described = await invited.send(new sdk.DescribeOrganizationCommand({}));
    expect(described.Organization).toMatchObject({
      MasterAccountId: MANAGEMENT,
      AvailablePolicyTypes: [{ Type: SCP, Status: 'ENABLED' }],
    });
    const DestinationParentId = await unit('Security', await unit('Core'));
    const move = { AccountId: INVITED, SourceParentId: root, DestinationParentId };
    await management.send(new sdk.MoveAccountCommand(move));
    const parents = await management.send(new sdk.ListParentsCommand({ ChildId: INVITED }));
    expect(parents.Parents).toEqual([{ Id: DestinationParentId, Type: 'ORGANIZATIONAL_UNIT' }]);
    const { Account: account } = await management.send(
      new sdk.DescribeAccountCommand({ AccountId: INVITED }),
    );
    expect(account).toMatchObject({ JoinedMethod: 'INVITED', State: 'ACTIVE' });
    expect(account?.Paths?.[0]).toContain(`/${DestinationParentId}/${INVITED}/`);
  });

  it('pages through its units', async () => {
    for (let index = 0; index < 25; index += 1) await unit(`unit-${index}`);
    const ids: (string | undefined)[] = [];
    const pages = sdk.paginateListOrganizationalUnitsForParent(
      { client: management, pageSize: 10 },
      { ParentId: root },
    );
    for await (const { OrganizationalUnits: units = [] } of pages) {
      ids.push(...units.map((one) => one.Id));
    }
    expect(ids).toHaveLength(26);
    expect(new Set(ids).size).toBe(26);
  });

  it('attaches policies, and says which class of refusal it has', async () => {
    const type = { RootId: root, PolicyType: SCP } as const;
    const input = {
      Name: 'deny',
      Content: DENY,
      Description: 'keeps detectors',
      Type: SCP,
    } as const;
    const { Policy: policy } = await management.send(new sdk.CreatePolicyCommand(input));
    const at = { PolicyId: policy?.PolicySummary?.Id, TargetId: INVITED };
    const attach = () => management.send(new sdk.AttachPolicyCommand(at));
    expect(await refusal(attach())).toBe('PolicyTypeNotEnabledException');
    const { Root: enabled } = await management.send(new sdk.EnablePolicyTypeCommand(type));
    expect(enabled?.PolicyTypes).toEqual([{ Type: SCP, Status: 'ENABLED' }]);
    const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    const detector = { DetectorId };
    await attach();
    expect(await refusal(attach())).toBe('DuplicatePolicyAttachmentException');
    const { Targets: targets } = await management.send(new sdk.ListTargetsForPolicyCommand(at));
    expect(targets).toMatchObject([{ TargetId: INVITED, Type: 'ACCOUNT' }]);
    const malformed = new sdk.CreatePolicyCommand({ ...input, Name: 'other', Content: '{' });
    expect(await refusal(management.send(malformed))).toBe('MalformedPolicyDocumentException');
    const levels = await server.vedette.store.organizations.scpLevels(INVITED);
    expect(levels.map((level) => level.length)).toEqual([1, 1, 1, 2]);
    const last = { PolicyId: 'p-FullAWSAccess', TargetId: root };
    expect(await refusal(management.send(new sdk.DetachPolicyCommand(last)))).toBe(
      'ConstraintViolationException: MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    );
    await expect(guardduty.send(new DeleteDetectorCommand(detector))).rejects.toThrow(
      'with an explicit deny in a service control policy',
    );
    await management.send(new sdk.DisablePolicyTypeCommand(type));
    await guardduty.send(new DeleteDetectorCommand(detector));
    expect(await server.vedette.store.organizations.scpLevels(INVITED)).toEqual([]);
  });

  it('lets a delegated administrator read, until it is none any more', async () => {
    const of = { AccountId: INVITED, ServicePrincipal: 'config.amazonaws.com' };
    const list = () => invited.send(new sdk.ListAccountsCommand({}));
    const register = () => management.send(new sdk.RegisterDelegatedAdministratorCommand(of));
    expect(await refusal(list())).toBe('AccessDeniedException');
    expect(await refusal(register())).toBe(
      'ConstraintViolationException: SERVICE_ACCESS_NOT_ENABLED',
    );
    await management.send(new sdk.EnableAWSServiceAccessCommand(of));
    await register();
    expect((await list()).Accounts).toHaveLength(2);
    const { DelegatedAdministrators: all } = await invited.send(
      new sdk.ListDelegatedAdministratorsCommand({}),
    );
    expect(all?.[0]?.DelegationEnabledDate).toBeInstanceOf(Date);
    await management.send(new sdk.DeregisterDelegatedAdministratorCommand(of));
    expect(await refusal(list())).toBe('AccessDeniedException');
  });

  it('is left, and deleted when it is empty', async () => {
    const remove = () => management.send(new sdk.DeleteOrganizationCommand({}));
    expect(await refusal(remove())).toBe('OrganizationNotEmptyException');
    await invited.send(new sdk.LeaveOrganizationCommand({}));
    expect(await refusal(invited.send(new sdk.DescribeOrganizationCommand({})))).toBe(
      'AWSOrganizationsNotInUseException',
    );
    await remove();
    expect(await refusal(management.send(new sdk.ListRootsCommand({})))).toBe(
      'AWSOrganizationsNotInUseException',
    );
  });
});

describe('a closed account', () => {
  it('is refused at once, and nobody acts in it any more', async () => {
    await management.send(new sdk.CreateOrganizationCommand({}));
    const { Handshake: sent } = await management.send(
      new sdk.InviteAccountToOrganizationCommand({ Target: { Id: INVITED, Type: 'ACCOUNT' } }),
    );
    await invited.send(new sdk.AcceptHandshakeCommand({ HandshakeId: sent?.Id }));
    await invited.send(new sdk.DescribeOrganizationCommand({}));
    await management.send(new sdk.CloseAccountCommand({ AccountId: INVITED }));
    const { Account: closed } = await management.send(
      new sdk.DescribeAccountCommand({ AccountId: INVITED }),
    );
    expect(closed).toMatchObject({ Status: 'SUSPENDED', State: 'CLOSED' });
    expect(await refusal(invited.send(new sdk.DescribeOrganizationCommand({})))).toBe(
      'AccessDeniedException',
    );
  });
});
