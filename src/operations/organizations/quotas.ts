import {
  ORGANIZATION_ACCOUNTS_MAX,
  SCP_CHARACTERS_MAX,
  SCPS_PER_TARGET_MAX,
} from '../../limits.ts';
import type { Store } from '../../store/store.ts';

type SettingStore = Store['settings'];

/** What the operator may set; each is kept until another number is given. */
export interface OrganizationQuotas {
  readonly organizationAccountsMax?: number | undefined;
  readonly scpsPerTargetMax?: number | undefined;
  readonly scpCharactersMax?: number | undefined;
}

type QuotaName = keyof OrganizationQuotas;

/** Under which names they are kept. */
const SETTINGS: Readonly<Record<QuotaName, string>> = {
  organizationAccountsMax: 'organization-accounts-max',
  scpsPerTargetMax: 'scps-per-target-max',
  scpCharactersMax: 'scp-characters-max',
};

/** Until the operator sets another number. */
const UNSET: Readonly<Record<QuotaName, number>> = {
  organizationAccountsMax: ORGANIZATION_ACCOUNTS_MAX,
  scpsPerTargetMax: SCPS_PER_TARGET_MAX,
  scpCharactersMax: SCP_CHARACTERS_MAX,
};

/** Keeps those that are given. */
export async function putQuotas(settings: SettingStore, quotas: OrganizationQuotas): Promise<void> {
  for (const name of Object.keys(SETTINGS) as QuotaName[]) {
    const quota = quotas[name];
    if (quota !== undefined) await settings.put(SETTINGS[name], String(quota));
  }
}

/** How many accounts one organisation may have, the management account counted. */
export function accountsMax(settings: SettingStore): Promise<number> {
  return quotaOf('organizationAccountsMax', settings);
}

/** How many service control policies may be attached to one root, unit or account. */
export function scpsPerTargetMax(settings: SettingStore): Promise<number> {
  return quotaOf('scpsPerTargetMax', settings);
}

/** How many characters a service control policy may have, blanks counted. */
export function scpCharactersMax(settings: SettingStore): Promise<number> {
  return quotaOf('scpCharactersMax', settings);
}

async function quotaOf(name: QuotaName, settings: SettingStore): Promise<number> {
  const text = await settings.get(SETTINGS[name]);
  return text === undefined ? UNSET[name] : Number(text);
}
