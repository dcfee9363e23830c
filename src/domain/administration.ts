/** Whom a setting of an organisation reaches: accounts that join later, all of them, or nobody. */
export type AutoEnable = 'NEW' | 'ALL' | 'NONE';

/** What one feature is to be in the accounts of an organisation. */
export interface FeatureAutoEnable {
  readonly autoEnable: AutoEnable;
  readonly additional?: Readonly<Record<string, AutoEnable>>;
}

/**
 * The delegated administrator of an organisation in one Region, and what it has configured there.
 * There is at most one, and it is the same account in every Region.
 */
export interface Administration {
  readonly organizationId: string;
  readonly region: string;
  readonly administratorId: string;
  readonly autoEnable: AutoEnable;
  readonly features: Readonly<Record<string, FeatureAutoEnable>>;
  /**
   * Where settings for ALL are being carried through the accounts of the organisation: the last
   * account that is done, or empty text before the first. Absent when all of them are.
   */
  readonly appliedTo?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A new administrator begins with nothing switched on by itself (user guide, changing the DA). */
export function newAdministration(
  identity: Pick<Administration, 'organizationId' | 'region' | 'administratorId'>,
  now: number,
): Administration {
  return { ...identity, autoEnable: 'NONE', features: {}, createdAt: now, updatedAt: now };
}

export interface AdministrationChange {
  readonly autoEnable: AutoEnable;
  readonly features: Administration['features'];
}

/** The administration with other settings; those for ALL begin to be applied. */
export function configureAdministration(
  administration: Administration,
  change: AdministrationChange,
  now: number,
): Administration {
  const { appliedTo: _replaced, ...rest } = administration;
  return {
    ...rest,
    ...change,
    updatedAt: now,
    ...(reachesEverybody(change) && { appliedTo: '' }),
  };
}

function reachesEverybody({ autoEnable, features }: AdministrationChange): boolean {
  if (autoEnable === 'ALL') return true;
  return Object.values(features).some(
    (feature) =>
      feature.autoEnable === 'ALL' || Object.values(feature.additional ?? {}).includes('ALL'),
  );
}

/** The administration after settings for ALL were applied up to this account, or to the last. */
export function applyUpTo(
  administration: Administration,
  accountId: string | undefined,
): Administration {
  const { appliedTo: _before, ...rest } = administration;
  return accountId === undefined ? rest : { ...rest, appliedTo: accountId };
}

/** Why an account cannot be made the delegated administrator. */
export type AdministrationRefusal =
  | 'adminNotInOrganization'
  | 'anotherAdministrator'
  | 'alreadyAdministrator'
  | 'memberOfAnother';

export function refuseAdministration(facts: {
  readonly inOrganization: boolean;
  readonly accountId: string;
  readonly region: string;
  /** Those of the organisation in all Regions. */
  readonly existing: readonly Administration[];
  readonly isMember: boolean;
}): AdministrationRefusal | undefined {
  const { accountId, region, existing } = facts;
  if (!facts.inOrganization) return 'adminNotInOrganization';
  if (existing.some((one) => one.administratorId !== accountId)) return 'anotherAdministrator';
  if (existing.some((one) => one.region === region)) return 'alreadyAdministrator';
  return facts.isMember ? 'memberOfAnother' : undefined;
}
