import * as sdk from '@aws-sdk/client-guardduty';
import type { Clients } from '../../api/clients.ts';

export type ListKind = 'trustedIp' | 'threatIp' | 'trustedEntity' | 'threatEntity';
export const LIST_KINDS = ['trustedIp', 'threatIp', 'trustedEntity', 'threatEntity'] as const;

export interface ShownList {
  readonly kind: ListKind;
  readonly id: string;
  readonly name: string;
  readonly format: string;
  readonly location: string;
  readonly status: string;
  /** Why it is in error, where GuardDuty says. */
  readonly problem?: string | undefined;
}

export interface NewList {
  readonly Name: string;
  readonly Format: 'TXT' | 'STIX' | 'OTX_CSV' | 'ALIEN_VAULT' | 'PROOF_POINT' | 'FIRE_EYE';
  readonly Location: string;
  readonly Activate: boolean;
}

type GuardDuty = Clients['guardduty'];

interface Answer {
  readonly Name?: string | undefined;
  readonly Format?: string | undefined;
  readonly Location?: string | undefined;
  readonly Status?: string | undefined;
  readonly ErrorDetails?: string | undefined;
}

interface KindCalls {
  ids(client: GuardDuty, DetectorId: string): Promise<readonly string[] | undefined>;
  get(client: GuardDuty, DetectorId: string, id: string): Promise<Answer>;
  create(client: GuardDuty, DetectorId: string, list: NewList): Promise<unknown>;
  activate(client: GuardDuty, DetectorId: string, id: string, on: boolean): Promise<unknown>;
  remove(client: GuardDuty, DetectorId: string, id: string): Promise<unknown>;
}

/** The four kinds are four families of operations that differ in their names only. */
const KINDS: Readonly<Record<ListKind, KindCalls>> = {
  trustedIp: {
    ids: async (c, DetectorId) =>
      (await c.send(new sdk.ListIPSetsCommand({ DetectorId }))).IpSetIds,
    get: (c, DetectorId, IpSetId) => c.send(new sdk.GetIPSetCommand({ DetectorId, IpSetId })),
    create: (c, DetectorId, list) => c.send(new sdk.CreateIPSetCommand({ DetectorId, ...list })),
    activate: (c, DetectorId, IpSetId, Activate) =>
      c.send(new sdk.UpdateIPSetCommand({ DetectorId, IpSetId, Activate })),
    remove: (c, DetectorId, IpSetId) => c.send(new sdk.DeleteIPSetCommand({ DetectorId, IpSetId })),
  },
  threatIp: {
    ids: async (c, DetectorId) =>
      (await c.send(new sdk.ListThreatIntelSetsCommand({ DetectorId }))).ThreatIntelSetIds,
    get: (c, DetectorId, ThreatIntelSetId) =>
      c.send(new sdk.GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId })),
    create: (c, DetectorId, list) =>
      c.send(new sdk.CreateThreatIntelSetCommand({ DetectorId, ...list })),
    activate: (c, DetectorId, ThreatIntelSetId, Activate) =>
      c.send(new sdk.UpdateThreatIntelSetCommand({ DetectorId, ThreatIntelSetId, Activate })),
    remove: (c, DetectorId, ThreatIntelSetId) =>
      c.send(new sdk.DeleteThreatIntelSetCommand({ DetectorId, ThreatIntelSetId })),
  },
  trustedEntity: {
    ids: async (c, DetectorId) =>
      (await c.send(new sdk.ListTrustedEntitySetsCommand({ DetectorId }))).TrustedEntitySetIds,
    get: (c, DetectorId, TrustedEntitySetId) =>
      c.send(new sdk.GetTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId })),
    create: (c, DetectorId, list) =>
      c.send(new sdk.CreateTrustedEntitySetCommand({ DetectorId, ...list })),
    activate: (c, DetectorId, TrustedEntitySetId, Activate) =>
      c.send(new sdk.UpdateTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId, Activate })),
    remove: (c, DetectorId, TrustedEntitySetId) =>
      c.send(new sdk.DeleteTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId })),
  },
  threatEntity: {
    ids: async (c, DetectorId) =>
      (await c.send(new sdk.ListThreatEntitySetsCommand({ DetectorId }))).ThreatEntitySetIds,
    get: (c, DetectorId, ThreatEntitySetId) =>
      c.send(new sdk.GetThreatEntitySetCommand({ DetectorId, ThreatEntitySetId })),
    create: (c, DetectorId, list) =>
      c.send(new sdk.CreateThreatEntitySetCommand({ DetectorId, ...list })),
    activate: (c, DetectorId, ThreatEntitySetId, Activate) =>
      c.send(new sdk.UpdateThreatEntitySetCommand({ DetectorId, ThreatEntitySetId, Activate })),
    remove: (c, DetectorId, ThreatEntitySetId) =>
      c.send(new sdk.DeleteThreatEntitySetCommand({ DetectorId, ThreatEntitySetId })),
  },
};

/** Lists of all kinds; an account has a dozen at the most. */
export async function loadLists(client: GuardDuty, detectorId: string): Promise<ShownList[]> {
  const kinds = LIST_KINDS.map(async (kind) => {
    const ids = (await KINDS[kind].ids(client, detectorId)) ?? [];
    return Promise.all(
      ids.map(async (id) => {
        const answer = await KINDS[kind].get(client, detectorId, id);
        const { Name = '', Format = '', Location = '', Status = '', ErrorDetails } = answer;
        const shown = { kind, id, name: Name, format: Format, location: Location, status: Status };
        return { ...shown, problem: ErrorDetails };
      }),
    );
  });
  return (await Promise.all(kinds)).flat();
}

export function createList(client: GuardDuty, detectorId: string, kind: ListKind, list: NewList) {
  return KINDS[kind].create(client, detectorId, list);
}

export function activateList(
  client: GuardDuty,
  detectorId: string,
  { kind, id }: ShownList,
  on: boolean,
) {
  return KINDS[kind].activate(client, detectorId, id, on);
}

export function deleteList(client: GuardDuty, detectorId: string, { kind, id }: ShownList) {
  return KINDS[kind].remove(client, detectorId, id);
}
