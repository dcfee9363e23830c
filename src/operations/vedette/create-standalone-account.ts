import { accessKeyId, secretAccessKey } from '../../lib/ids.ts';
import { vedetteErrors } from './errors.ts';
import { operation } from './operation.ts';

/** An account outside every organisation, with a root key of its own that is shown this once. */
export const createStandaloneAccount = operation(
  'CreateStandaloneAccount',
  async (input, { store, clock, services }) => {
    if ((await store.accounts.get(input.AccountId)) !== undefined) {
      throw vedetteErrors.accountExists(input.AccountId);
    }
    if ((await store.accounts.findByEmail(input.Email)) !== undefined) {
      throw vedetteErrors.emailTaken();
    }
    const now = clock.now();
    const secret = secretAccessKey();
    const key = accessKeyId('AKIA');
    await store.accounts.put({
      accountId: input.AccountId,
      email: input.Email,
      name: input.Name ?? input.AccountId,
      status: 'ACTIVE',
      createdAt: now,
    });
    await store.credentials.put({
      accessKeyId: key,
      accountId: input.AccountId,
      kind: 'root',
      sealedSecret: services.sealSecret(secret),
      createdAt: now,
    });
    return { AccountId: input.AccountId, AccessKeyId: key, SecretAccessKey: secret };
  },
);
