import { ManualClock } from '../../lib/clock.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { Operation, OperationContext, Services } from '../context.ts';
import { createAccount } from './create-account.ts';
import { createOrganization } from './create-organization.ts';
import { enableAwsServiceAccess } from './services/enable-aws-service-access.ts';
import { registerDelegatedAdministrator } from './services/register-delegated-administrator.ts';
import { listRoots } from './tree/list-roots.ts';

export const MANAGEMENT = '111122223333';
/** An account outside every organisation. */
export const OUTSIDER = '999999999999';
const START = 1_700_000_000_000;

/** A store with two accounts, and calls as the server makes them: whoever writes, in one piece. */
export class World {
  readonly clock = new ManualClock(START);
  rootId = '';

  private constructor(readonly store: Store) {}

  static async open(): Promise<World> {
    const world = new World(await openStore(':memory:'));
    for (const accountId of [MANAGEMENT, OUTSIDER]) {
      const email = `${accountId}@example.com`;
      const account = { accountId, email, name: 'n', status: 'ACTIVE', createdAt: 0 } as const;
      await world.store.accounts.put(account);
    }
    return world;
  }

  /** The same with an organisation of MANAGEMENT. */
  static async organized(): Promise<World> {
    const world = await World.open();
    await world.call(createOrganization, {});
    const { Roots: roots } = await world.call(listRoots, {});
    world.rootId = roots?.[0]?.Id ?? '';
    return world;
  }

  call<Input, Output>(
    { writes, handle }: Operation<Input, Output>,
    input: Input,
    accountId = MANAGEMENT,
  ): Promise<Output> {
    if (!writes) return handle(input, this.context(accountId, this.store));
    return this.store.transaction((store) => handle(input, this.context(accountId, store)));
  }

  /** Makes a member of the organisation; answers its id. */
  async member(name: string): Promise<string> {
    const Email = `${name}@example.com`;
    const { CreateAccountStatus: made } = await this.call(createAccount, {
      Email,
      AccountName: name,
    });
    const request = await this.store.organizations.getRequest(made?.Id ?? '');
    if (request?.accountId === undefined) throw new Error(`${name}: ${request?.failureReason}`);
    return request.accountId;
  }

  /** Makes a member that reads for a service what only the management account reads otherwise. */
  async administrator(name: string, ServicePrincipal = 'config.amazonaws.com'): Promise<string> {
    const AccountId = await this.member(name);
    await this.call(enableAwsServiceAccess, { ServicePrincipal });
    await this.call(registerDelegatedAdministrator, { AccountId, ServicePrincipal });
    return AccountId;
  }

  private context(accountId: string, store: Store): OperationContext {
    return {
      principal: { kind: 'root', accountId, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      accountId,
      region: 'us-east-1',
      partition: 'aws',
      requestId: 'r',
      clock: this.clock,
      store,
      services: { wakeAutoEnable: () => undefined } as Services,
    };
  }
}
