import { beforeEach, describe, expect, it } from 'vitest';
import { closeAccount } from '../accounts/close-account.ts';
import { createOrganization } from '../create-organization.ts';
import { listAccounts } from '../list-accounts.ts';
import { MANAGEMENT, OUTSIDER, World } from '../testing.ts';
import { deregisterDelegatedAdministrator } from './deregister-delegated-administrator.ts';
import { disableAwsServiceAccess } from './disable-aws-service-access.ts';
import { enableAwsServiceAccess } from './enable-aws-service-access.ts';
import { listAwsServiceAccessForOrganization } from './list-aws-service-access-for-organization.ts';
import { listDelegatedAdministrators } from './list-delegated-administrators.ts';
import { listDelegatedServicesForAccount } from './list-delegated-services-for-account.ts';
import { registerDelegatedAdministrator } from './register-delegated-administrator.ts';

const GUARDDUTY = 'guardduty.amazonaws.com';
const CONFIG = 'config.amazonaws.com';
const UNRECOGNIZED = {
  code: 'InvalidInputException',
  message: 'You specified an unrecognized service principal.',
  fields: { Reason: 'UNRECOGNIZED_SERVICE_PRINCIPAL' },
};

let world: World;
beforeEach(async () => {
  world = await World.organized();
});

const enable = (ServicePrincipal: string) =>
  world.call(enableAwsServiceAccess, { ServicePrincipal });
const disable = (ServicePrincipal: string) =>
  world.call(disableAwsServiceAccess, { ServicePrincipal });
const register = (AccountId: string, ServicePrincipal: string) =>
  world.call(registerDelegatedAdministrator, { AccountId, ServicePrincipal });
const deregister = (AccountId: string, ServicePrincipal: string) =>
  world.call(deregisterDelegatedAdministrator, { AccountId, ServicePrincipal });
const enabled = async () =>
  (await world.call(listAwsServiceAccessForOrganization, {})).EnabledServicePrincipals;

function constraint(Reason: string) {
  return { code: 'ConstraintViolationException', fields: { Reason } };
}

describe('trusted access', () => {
  it('is enabled once, with the date of the first time', async () => {
    await enable(GUARDDUTY);
    const first = await enabled();
    expect(first).toEqual([
      { ServicePrincipal: GUARDDUTY, DateEnabled: new Date(world.clock.now()) },
    ]);
    world.clock.advance(1000);
    await enable(GUARDDUTY);
    expect(await enabled()).toEqual(first);
    await disable(GUARDDUTY);
    expect(await enabled()).toEqual([]);
    expect(await disable(GUARDDUTY)).toEqual({});
  });

  it('refuses a principal that Organizations does not know', async () => {
    await expect(enable('example.amazonaws.com')).rejects.toMatchObject(UNRECOGNIZED);
    await expect(disable('example.amazonaws.com')).rejects.toMatchObject(UNRECOGNIZED);
  });

  it('is refused where only billing is consolidated', async () => {
    await world.call(createOrganization, { FeatureSet: 'CONSOLIDATED_BILLING' }, OUTSIDER);
    const input = { ServicePrincipal: GUARDDUTY };
    const call = world.call(enableAwsServiceAccess, input, OUTSIDER);
    await expect(call).rejects.toMatchObject(constraint('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE'));
  });

  it('stays while an account administers the service', async () => {
    const member = await world.administrator('member', GUARDDUTY);
    await expect(disable(GUARDDUTY)).rejects.toMatchObject(
      constraint('DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE'),
    );
    await deregister(member, GUARDDUTY);
    await disable(GUARDDUTY);
  });
});

describe('RegisterDelegatedAdministrator', () => {
  it('lets a member read what only the management account reads', async () => {
    const member = await world.member('member');
    await expect(world.call(listAccounts, {}, member)).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
    await enable(GUARDDUTY);
    await register(member, GUARDDUTY);
    const { Accounts: accounts } = await world.call(listAccounts, {}, member);
    expect(accounts).toHaveLength(2);
    await deregister(member, GUARDDUTY);
    await expect(world.call(listAccounts, {}, member)).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
  });

  it('refuses whom it must', async () => {
    const member = await world.member('member');
    await expect(register(member, CONFIG)).rejects.toMatchObject(
      constraint('SERVICE_ACCESS_NOT_ENABLED'),
    );
    for (const service of [CONFIG, GUARDDUTY]) await enable(service);
    await register(member, GUARDDUTY);
    const closed = await world.member('closed');
    await world.call(closeAccount, { AccountId: closed });
    const second = await world.member('second');
    for (const [call, error] of [
      [
        register(MANAGEMENT, GUARDDUTY),
        {
          ...constraint('CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR'),
          message:
            'You cannot register management account/yourself as delegated administrator for ' +
            'your organization.',
        },
      ],
      [register(OUTSIDER, GUARDDUTY), { code: 'AccountNotFoundException' }],
      [register(member, 'ram.amazonaws.com'), UNRECOGNIZED],
      [
        register(member, GUARDDUTY),
        {
          code: 'AccountAlreadyRegisteredException',
          message:
            'The provided account is already a delegated administrator for your organization.',
        },
      ],
      [register(second, GUARDDUTY), constraint('DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE')],
      [
        register(closed, CONFIG),
        constraint('CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR'),
      ],
    ] as const) {
      await expect(call).rejects.toMatchObject(error);
    }
    await register(second, CONFIG);
    await register(member, CONFIG);
  });
});

describe('DeregisterDelegatedAdministrator', () => {
  it('refuses who is none', async () => {
    const member = await world.administrator('member', GUARDDUTY);
    for (const [call, error] of [
      [deregister(OUTSIDER, GUARDDUTY), { code: 'AccountNotFoundException' }],
      [deregister(member, CONFIG), { code: 'AccountNotRegisteredException' }],
      [deregister(MANAGEMENT, GUARDDUTY), { code: 'AccountNotRegisteredException' }],
      [deregister(member, 'example.amazonaws.com'), UNRECOGNIZED],
    ] as const) {
      await expect(call).rejects.toMatchObject(error);
    }
  });
});

describe('the lists of delegated administrators', () => {
  it('show an account once, with the date of its first service', async () => {
    const member = await world.administrator('member', GUARDDUTY);
    const first = new Date(world.clock.now());
    world.clock.advance(5000);
    await enable(CONFIG);
    await register(member, CONFIG);
    const other = await world.administrator('other', CONFIG);
    const { DelegatedAdministrators: all } = await world.call(listDelegatedAdministrators, {});
    expect(all?.map((one) => one.Id).sort()).toEqual([member, other].sort());
    const shown = all?.find((one) => one.Id === member);
    expect(shown).toMatchObject({
      Email: 'member@example.com',
      Status: 'ACTIVE',
      DelegationEnabledDate: first,
    });
    expect(shown).not.toHaveProperty('Paths');
    const only = await world.call(listDelegatedAdministrators, { ServicePrincipal: GUARDDUTY });
    expect(only.DelegatedAdministrators?.map((one) => one.Id)).toEqual([member]);
    const services = await world.call(listDelegatedServicesForAccount, { AccountId: member });
    expect(services.DelegatedServices).toEqual([
      { ServicePrincipal: CONFIG, DelegationEnabledDate: new Date(world.clock.now()) },
      { ServicePrincipal: GUARDDUTY, DelegationEnabledDate: first },
    ]);
  });

  it('refuse an account that administers nothing, or is not there', async () => {
    const AccountId = await world.member('member');
    await expect(world.call(listDelegatedServicesForAccount, { AccountId })).rejects.toMatchObject({
      code: 'AccountNotRegisteredException',
    });
    const outside = world.call(listDelegatedServicesForAccount, { AccountId: OUTSIDER });
    await expect(outside).rejects.toMatchObject({ code: 'AccountNotFoundException' });
  });
});
