import type { Administration } from '../domain/administration.ts';
import type { Detector } from '../domain/detector.ts';
import type { Membership } from '../domain/membership.ts';

/** An organisation in one Region: what an administration is known by. */
export type AdministrationKey = Pick<Administration, 'organizationId' | 'region'>;

export interface AdministrationStore {
  get(organizationId: string, region: string): Promise<Administration | undefined>;
  put(administration: Administration): Promise<void>;
  /** Deletes it with all accounts that wait for it. */
  delete(organizationId: string, region: string): Promise<void>;
  listOfOrganization(organizationId: string): Promise<Administration[]>;
  /** Those with settings still to be applied, or with accounts that wait. */
  withWork(): Promise<Administration[]>;
  /** The account has joined, or found no place: it is to be made a member. */
  wait(administration: AdministrationKey, accountId: string): Promise<void>;
  /** Ascending by account id. */
  waiting(administration: AdministrationKey, limit: number): Promise<string[]>;
  stopWaiting(administration: AdministrationKey, accountId: string): Promise<void>;
  stopAllWaiting(administration: AdministrationKey): Promise<void>;
}

/** Members of an administrator as a part of its organisation. */
export interface OrganizationMemberStore {
  /** Rows in which the account is the member, in all Regions. */
  listOfMemberEverywhere(accountId: string): Promise<Membership[]>;
  /** What the detectors of an administrator's associated organisation members are set to. */
  organizationDetectors(
    administratorId: string,
    region: string,
  ): Promise<{ accountId: string; enabled: boolean; features: Detector['features'] }[]>;
  /** Marks the rows of these accounts as members via the organisation. */
  joinOrganization(
    administratorId: string,
    region: string,
    organizationId: string,
    now: number,
  ): Promise<void>;
  /** Ends every row via the organisation: see `releaseMembership`. */
  releaseOrganization(administratorId: string, region: string, now: number): Promise<void>;
}
