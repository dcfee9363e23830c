import type { Account, CreateAccountRequest, Organization } from '../domain/account.ts';
import type { Handshake } from '../domain/handshake.ts';
import type { NamedPolicy } from '../domain/named-policy.ts';
import type {
  Delegation,
  OrganizationalUnit,
  OrganizationPolicy,
  PolicyAttachment,
  ServiceAccess,
} from '../domain/organization.ts';
import type { Tags } from '../domain/tags.ts';

/** Organisations and all that they hold. Lists ascend by id and begin after `after`. */
export interface OrganizationStore
  extends OrganizationUnitStore,
    OrganizationPolicyStore,
    OrganizationAccessStore,
    HandshakeStore {
  get(organizationId: string): Promise<Organization | undefined>;
  put(organization: Organization): Promise<void>;
  /** With everything in it but accounts, which have to be taken out before. */
  delete(organizationId: string): Promise<void>;
  getRequest(requestId: string): Promise<CreateAccountRequest | undefined>;
  putRequest(request: CreateAccountRequest): Promise<void>;
  /** Those in one of these states; all where none is given. */
  listRequests(
    organizationId: string,
    states: readonly CreateAccountRequest['state'][],
    limit: number,
    after?: string,
  ): Promise<CreateAccountRequest[]>;
  /** Of an account, root, unit or policy of the organisation; empty where there are none. */
  getTags(organizationId: string, resourceId: string): Promise<Tags>;
  putTags(organizationId: string, resourceId: string, tags: Tags): Promise<void>;
}

export interface OrganizationUnitStore {
  getUnit(unitId: string): Promise<OrganizationalUnit | undefined>;
  putUnit(unit: OrganizationalUnit): Promise<void>;
  /** With its attachments and tags; what is in it has to be taken out before. */
  deleteUnit(unitId: string): Promise<void>;
  /** The unit, the unit that it is in, and so on up to the one below the root. */
  unitsUpwards(unitId: string): Promise<OrganizationalUnit[]>;
  listUnits(parentId: string, limit: number, after?: string): Promise<OrganizationalUnit[]>;
  findUnit(parentId: string, name: string): Promise<OrganizationalUnit | undefined>;
  countUnits(organizationId: string): Promise<number>;
  /** Accounts directly in the root (no unit) or in one unit. */
  listAccounts(
    organizationId: string,
    unitId: string | undefined,
    limit: number,
    after?: string,
  ): Promise<Account[]>;
}

export interface OrganizationPolicyStore {
  /** An organisation's own or one that AWS manages. */
  getPolicy(policyId: string): Promise<OrganizationPolicy | undefined>;
  putPolicy(policy: OrganizationPolicy): Promise<void>;
  /** With its tags; it has to be detached before. */
  deletePolicy(policyId: string): Promise<void>;
  /** With those that AWS manages. */
  listPolicies(
    organizationId: string,
    limit: number,
    after?: string,
  ): Promise<OrganizationPolicy[]>;
  /** Among the same. */
  findPolicy(organizationId: string, name: string): Promise<OrganizationPolicy | undefined>;
  /** Without those that AWS manages. */
  countPolicies(organizationId: string): Promise<number>;
  attach(attachment: PolicyAttachment): Promise<void>;
  /** To the root, to every unit and to every account, wherever it is not attached yet. */
  attachEverywhere(organizationId: string, policyId: string, at: number): Promise<void>;
  detach(organizationId: string, targetId: string, policyId: string): Promise<void>;
  /** Every policy from this target, or from all of the organisation. */
  detachAll(organizationId: string, targetId?: string): Promise<void>;
  policiesOfTarget(organizationId: string, targetId: string): Promise<OrganizationPolicy[]>;
  targetsOfPolicy(
    organizationId: string,
    policyId: string,
    limit: number,
    after?: string,
  ): Promise<string[]>;
  /**
   * The service control policies above an account: of the root, of each unit downwards, of the
   * account itself. Empty where the account is in no organisation or where they are not enabled.
   */
  scpLevels(accountId: string): Promise<NamedPolicy[][]>;
}

export interface OrganizationAccessStore {
  /** Ascending by service principal: there are some dozens of them at the most. */
  serviceAccess(organizationId: string): Promise<ServiceAccess[]>;
  putServiceAccess(access: ServiceAccess): Promise<void>;
  deleteServiceAccess(organizationId: string, servicePrincipal: string): Promise<void>;
  /** Ascending by account and service principal; of one account or one service where given. */
  delegations(
    organizationId: string,
    only?: { readonly accountId?: string; readonly servicePrincipal?: string },
  ): Promise<Delegation[]>;
  putDelegation(delegation: Delegation): Promise<void>;
  deleteDelegation(delegation: Omit<Delegation, 'enabledAt'>): Promise<void>;
}

export interface HandshakeStore {
  getHandshake(handshakeId: string): Promise<Handshake | undefined>;
  putHandshake(handshake: Handshake): Promise<void>;
  handshakesOfOrganization(
    organizationId: string,
    limit: number,
    after?: string,
  ): Promise<Handshake[]>;
  /** Those that name the account, by its id or its address in any case. */
  handshakesOfAccount(
    account: Pick<Account, 'accountId' | 'email'>,
    limit: number,
    after?: string,
  ): Promise<Handshake[]>;
  /** Those that were answered, or whose time was up, before then. */
  deleteHandshakes(before: number): Promise<void>;
}
