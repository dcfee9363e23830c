import { ORGANIZATION_ACCOUNTS_MAX } from '../../limits.ts';
import type { SettingStore } from '../../store/store.ts';

/** Set by `vedette serve --organization-accounts-max`. */
export const ACCOUNTS_MAX_SETTING = 'organization-accounts-max';

/** How many accounts one organisation may have, the management account counted. */
export async function accountsMax(settings: SettingStore): Promise<number> {
  const text = await settings.get(ACCOUNTS_MAX_SETTING);
  return text === undefined ? ORGANIZATION_ACCOUNTS_MAX : Number(text);
}
