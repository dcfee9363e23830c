/**
 * What a detection may ask about an address, a domain or a key: the lists in force for the account
 * and Region of the event, the operator's feeds, and what is known of the accounts' own machines.
 */
export interface KnownLists {
  /** Nothing where no list has the address, where a trusted list has it, or where it is private. */
  addressThreats(address: string): readonly Listed[];
  /** Is any address listed at all? Without, none need be made a text of. */
  readonly listsAddresses: boolean;
  /** May anything be listed at this IPv4 address? Asked for each line; never no wrongly. */
  mayListIpv4(address: number): boolean;
  /** The domain itself, or a name above it that its list counts in. */
  domainThreats(domain: string): readonly Listed[];
  /** Access keys that were found in public places. */
  keyThreats(accessKeyId: string): readonly Listed[];
  /** Where an address is and whose network it is in; undefined for private and unknown ones. */
  place(address: string): Place | undefined;
  /** Is the address one of AWS's own networks? */
  isAws(address: string): boolean;
  /** The part of a domain that somebody registered, by the public suffix list. */
  registrableDomain(domain: string): string;
  readonly inventory: Inventory;
}

/** What a list says of those on it. `custom` is every threat list of the account itself. */
export const THREAT_KINDS = [
  'custom',
  'malicious-caller',
  'tor-exit',
  'tor-relay',
  'command-and-control',
  'crypto-currency',
  'black-hole',
  'drop-point',
  'phishing',
  'drive-by',
  'generated-domain',
  'scanner',
  'reputation-malicious',
  'reputation-suspicious',
  'reputation-abused',
  'reputation-crypto-currency',
  'leaked-key',
] as const;

export type ThreatKind = (typeof THREAT_KINDS)[number];

/** One list that has what was asked for. */
export interface Listed {
  readonly kind: ThreatKind;
  /** As `threatListName` shows it. */
  readonly list: string;
  /** Names of threats that the list gives for the entry. */
  readonly threats: readonly string[];
}

/** Where an address is. Absent members are not known. */
export interface Place {
  readonly countryName?: string;
  readonly countryCode?: string;
  readonly city?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** The number of the autonomous system, and whose it is. */
  readonly asn?: number;
  readonly asnOrganization?: string;
}

/** What the operator's inventory file tells of machines, addresses and functions. */
export interface Inventory {
  instance(by: InstanceKey): KnownInstance | undefined;
  /** The Lambda function whose interface this is. */
  functionOf(interfaceId: string): KnownFunction | undefined;
  /** The account that a public address belongs to. */
  accountOf(address: string): string | undefined;
}

/** Any one of these names an instance. */
export interface InstanceKey {
  readonly instanceId?: string;
  readonly interfaceId?: string;
  readonly address?: string;
}

export interface KnownInstance {
  readonly instanceId: string;
  readonly accountId?: string;
  readonly instanceType?: string;
  readonly imageId?: string;
  readonly availabilityZone?: string;
  readonly launchTime?: string;
  readonly interfaceId?: string;
  readonly privateAddress?: string;
  readonly publicAddress?: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly securityGroups?: readonly { readonly id: string; readonly name?: string }[];
  readonly profileArn?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Ports that its security groups open to every address; absent where nobody has said. */
  readonly openPorts?: readonly number[];
  /** It is a node of an EMR cluster. */
  readonly emr?: boolean;
}

export interface KnownFunction {
  readonly functionArn: string;
  readonly functionName: string;
  readonly role?: string;
  readonly vpcId?: string;
}
