import { INVENTORY_BYTES_MAX } from '../../limits.ts';
import { AddressTable } from '../address-table.ts';
import { type CheckedJson, readCheckedJson } from '../checked-json.ts';
import { EntryCollector } from '../entries.ts';
import { parseIpv4, parseIpv6 } from '../ip-networks.ts';
import type { Inventory, KnownFunction, KnownInstance } from '../known-lists.ts';

const ACCOUNT_ID = /^\d{12}$/;
const INSTANCE_ID = /^i-[0-9a-f]{8,17}$/;
const INTERFACE_ID = /^eni-[0-9a-f]{8,17}$/;
const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:(?<name>[\w-]+)$/;

const INSTANCE_TEXTS = [
  'instanceType',
  'imageId',
  'availabilityZone',
  'launchTime',
  'vpcId',
  'subnetId',
  'profileArn',
] as const;

const INSTANCE_MEMBERS = [
  ...INSTANCE_TEXTS,
  ...(['instanceId', 'interfaceId', 'privateAddress', 'publicAddress', 'tags'] as const),
  ...(['securityGroups', 'openPorts', 'emr'] as const),
];

type AccountFunction = KnownFunction & { readonly interfaceIds: readonly string[] };

interface AccountMachines {
  readonly accountId: string;
  readonly addresses: EntryCollector;
  readonly instances: readonly KnownInstance[];
  readonly functions: readonly AccountFunction[];
}

/** Reads an inventory file. Throws an Error for the operator, with the path of the fault. */
export function readInventory(path: string): Inventory {
  const root = readCheckedJson(path, INVENTORY_BYTES_MAX);
  const rows = root.object(['accounts']).accounts ?? root.fail('lacks "accounts".');
  return inventoryOf(rows.list().map(accountOf));
}

function inventoryOf(accounts: readonly AccountMachines[]): Inventory {
  const instances = accounts.flatMap((account) => account.instances);
  const functions = new Map<string, KnownFunction>();
  for (const { interfaceIds, ...one } of accounts.flatMap((account) => account.functions)) {
    for (const interfaceId of interfaceIds) functions.set(interfaceId, one);
  }
  const byId = index(instances, ({ instanceId }) => [instanceId]);
  const byInterface = index(instances, ({ interfaceId }) => [interfaceId]);
  const byAddress = index(instances, (one) => [one.privateAddress, one.publicAddress]);
  const owners = new AddressTable(
    accounts.map(({ addresses }) => addresses),
    // An address that two accounts claim is nobody's.
    (parts) => (parts.length === 1 ? accounts[parts[0] ?? 0]?.accountId : undefined),
  );
  return {
    instance: ({ instanceId, interfaceId, address }) =>
      found(byId, instanceId) ?? found(byInterface, interfaceId) ?? found(byAddress, address),
    functionOf: (interfaceId) => functions.get(interfaceId),
    accountOf(address) {
      const ipv4 = parseIpv4(address);
      if (ipv4 !== undefined) return owners.atIpv4(ipv4);
      const ipv6 = parseIpv6(address);
      return ipv6 === undefined ? undefined : owners.atIpv6(ipv6);
    },
  };
}

/** `null` for a key that names several: private addresses repeat from VPC to VPC. */
type Index = ReadonlyMap<string, KnownInstance | null>;

function index(
  instances: readonly KnownInstance[],
  keysOf: (one: KnownInstance) => readonly (string | undefined)[],
): Index {
  const found = new Map<string, KnownInstance | null>();
  for (const one of instances) {
    for (const key of keysOf(one)) {
      if (key !== undefined) found.set(key, found.has(key) ? null : one);
    }
  }
  return found;
}

function found(instances: Index, key: string | undefined): KnownInstance | undefined {
  return (key === undefined ? undefined : instances.get(key)) ?? undefined;
}

function accountOf(row: CheckedJson): AccountMachines {
  const given = row.object(['accountId', 'addresses', 'instances', 'functions']);
  const accountId =
    given.accountId?.text(ACCOUNT_ID, 'twelve digits') ?? row.fail('lacks "accountId".');
  const instances = (given.instances?.list() ?? []).map((one) => instanceOf(one, accountId));
  const functions = (given.functions?.list() ?? []).map(functionOf);
  const addresses = new EntryCollector({ entriesMax: 1_000_000, takesDomains: false });
  for (const one of given.addresses?.list() ?? []) {
    addresses.add(one.text());
    if (
      addresses.counts.taken === 0 ||
      addresses.counts.ignored + addresses.counts.unreadable > 0
    ) {
      one.fail('must be a public address or network.');
    }
  }
  for (const { publicAddress } of instances) {
    if (publicAddress !== undefined) addresses.add(publicAddress);
  }
  return { accountId, addresses, instances, functions };
}

function instanceOf(row: CheckedJson, accountId: string): KnownInstance {
  const given = row.object(INSTANCE_MEMBERS);
  const instanceId = given.instanceId ?? row.fail('lacks "instanceId".');
  const texts = INSTANCE_TEXTS.flatMap((name): [string, string][] => {
    const one = given[name];
    return one === undefined ? [] : [[name, one.text()]];
  });
  const { tags, securityGroups, openPorts, emr } = given;
  const address = (one: CheckedJson | undefined) => one && addressOf(one);
  const known = {
    interfaceId: given.interfaceId?.text(INTERFACE_ID, 'the id of a network interface'),
    privateAddress: address(given.privateAddress),
    publicAddress: address(given.publicAddress),
    tags: tags && Object.fromEntries(tags.entries().map(([name, one]) => [name, one.text()])),
    securityGroups: securityGroups?.list().map(groupOf),
    openPorts: openPorts?.list().map((one) => one.whole(0, 65_535)),
    emr: emr?.flag(),
  };
  return {
    accountId,
    instanceId: instanceId.text(INSTANCE_ID, 'the id of an instance'),
    ...Object.fromEntries(texts),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  };
}

function groupOf(row: CheckedJson): { readonly id: string; readonly name?: string } {
  const { id, name } = row.object(['id', 'name']);
  const known = id?.text() ?? row.fail('lacks "id".');
  return { id: known, ...(name && { name: name.text() }) };
}

function addressOf(given: CheckedJson): string {
  const address = given.text();
  if (parseIpv4(address) === undefined && parseIpv6(address) === undefined) {
    given.fail('must be an address.');
  }
  return address;
}

function functionOf(row: CheckedJson): AccountFunction {
  const { functionArn, role, vpcId, interfaceIds } = row.object([
    ...(['functionArn', 'role', 'vpcId', 'interfaceIds'] as const),
  ]);
  const arn =
    functionArn?.text(FUNCTION_ARN, 'the ARN of a function, without a version') ??
    row.fail('lacks "functionArn".');
  return {
    functionArn: arn,
    functionName: FUNCTION_ARN.exec(arn)?.groups?.name ?? arn,
    ...(role && { role: role.text() }),
    ...(vpcId && { vpcId: vpcId.text() }),
    interfaceIds: (interfaceIds?.list() ?? []).map((one) =>
      one.text(INTERFACE_ID, 'the id of a network interface'),
    ),
  };
}
