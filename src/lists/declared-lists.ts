import type {
  Inventory,
  KnownFunction,
  KnownInstance,
  KnownLists,
  Listed,
  Place,
  ThreatKind,
} from './known-lists.ts';

/** Lists and inventory written out, as the cases of detections have them. */
export interface DeclaredLists {
  /** Address → what it is listed as. */
  readonly addresses?: Readonly<Record<string, readonly ThreatKind[]>>;
  /** Domain → what it, and every name below it, is listed as. */
  readonly domains?: Readonly<Record<string, readonly ThreatKind[]>>;
  readonly keys?: readonly string[];
  readonly trusted?: readonly string[];
  readonly places?: Readonly<Record<string, Place>>;
  /** Addresses of AWS's networks. */
  readonly aws?: readonly string[];
  readonly instances?: readonly KnownInstance[];
  readonly functions?: readonly (KnownFunction & { readonly interfaceId: string })[];
  /** Public address → account. */
  readonly accounts?: Readonly<Record<string, string>>;
}

/** Nothing is listed and nothing is known. */
export const noLists: KnownLists = declaredLists({});

/** Lists that say what is written, and no more. */
export function declaredLists(declared: DeclaredLists): KnownLists {
  const addresses = new Map(Object.entries(declared.addresses ?? {}));
  const domains = new Map(Object.entries(declared.domains ?? {}));
  const places = new Map(Object.entries(declared.places ?? {}));
  const trusted = new Set(declared.trusted);
  const aws = new Set(declared.aws);
  const keys = new Set(declared.keys);
  const threats = (name: string, kinds: readonly ThreatKind[] | undefined): Listed[] =>
    trusted.has(name) ? [] : (kinds ?? []).map(listedAs);
  return {
    addressThreats: (address) => threats(address, addresses.get(address)),
    listsAddresses: addresses.size > 0,
    mayListIpv4: () => addresses.size > 0,
    domainThreats: (domain) => {
      const labels = domain.split('.');
      const names = labels.map((_, from) => labels.slice(from).join('.'));
      if (names.some((name) => trusted.has(name))) return [];
      return names.flatMap((name) => threats(name, domains.get(name)));
    },
    keyThreats: (accessKeyId) => (keys.has(accessKeyId) ? [listedAs('leaked-key')] : []),
    place: (address) => places.get(address),
    isAws: (address) => aws.has(address),
    registrableDomain: (domain) => domain.split('.').slice(-2).join('.'),
    inventory: declaredInventory(declared),
  };
}

function listedAs(kind: ThreatKind): Listed {
  return { kind, list: `declared ${kind}`, threats: [] };
}

function declaredInventory({ instances = [], functions = [], accounts }: DeclaredLists): Inventory {
  const owners = new Map(Object.entries(accounts ?? {}));
  return {
    instance: ({ instanceId, interfaceId, address }) =>
      instances.find(
        (one) =>
          (instanceId !== undefined && one.instanceId === instanceId) ||
          (interfaceId !== undefined && one.interfaceId === interfaceId) ||
          (address !== undefined && [one.privateAddress, one.publicAddress].includes(address)),
      ),
    functionOf: (interfaceId) => functions.find((one) => one.interfaceId === interfaceId),
    accountOf: (address) => owners.get(address),
  };
}
