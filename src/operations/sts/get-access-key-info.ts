import { stsErrors } from './errors.ts';
import { query } from './operation.ts';

/** Tells the account of any issued key, as on AWS: whoever holds a key id may ask whose it is. */
export const getAccessKeyInfo = query('GetAccessKeyInfo', async (input, { store }) => {
  const credential = await store.credentials.get(input.AccessKeyId);
  if (credential === undefined) throw stsErrors.unknownAccessKey(input.AccessKeyId);
  return { Account: credential.accountId };
});
