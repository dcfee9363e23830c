import { elasticAddress, office } from './geography.ts';
import { Random, seedOf } from './random.ts';

/** What an instance does: it decides whom it talks to, when and how much. */
export const ROLES = [
  'web',
  'app',
  'database',
  'bastion',
  'build',
  'mail',
  'media',
  'crawler',
  'windows',
  'node',
  'monitor',
  'name-server',
  'gateway',
  'dispatcher',
] as const;
export type Role = (typeof ROLES)[number];

export interface Instance {
  readonly role: Role;
  readonly instanceId: string;
  readonly interfaceId: string;
  readonly subnetId: string;
  readonly address: string;
  readonly publicAddress?: string;
}

/** What one account has in one Region, and the form of its flow log. */
export interface Estate {
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  readonly instances: readonly Instance[];
  readonly functionArn: string;
  readonly functionInterface: string;
  readonly functionAddress: string;
  readonly cluster: string;
  readonly nodes: readonly string[];
  readonly postgres: string;
  readonly mysql: string;
  readonly bucket: string;
  /** The address of the people's office, and that of the account's way out. */
  readonly office: string;
  readonly wayOut: string;
  /** Index into the forms of flow logs. */
  readonly flowForm: number;
}

/** In every account, … */
const COMMON: readonly Role[] = ['web', 'web', 'app', 'app', 'database', 'node', 'node'];
/** … and of these some have one, some none: with what probability. */
const OTHERS: Readonly<Partial<Record<Role, number>>> = {
  bastion: 0.7,
  build: 0.5,
  mail: 0.4,
  media: 0.3,
  crawler: 0.3,
  windows: 0.5,
  monitor: 0.4,
  'name-server': 0.25,
  gateway: 0.4,
  dispatcher: 0.25,
};
const PUBLIC: readonly Role[] = ['web', 'bastion', 'mail', 'media', 'name-server', 'gateway'];

/** The same account and seed always have the same estate. `all`: one of every role. */
export function estateOf(
  accountId: string,
  region: string,
  { seed, number = 0, all = false }: { seed: number; number?: number; all?: boolean },
): Estate {
  const random = new Random(seedOf(seed, 'estate', accountId, region));
  const extra = ROLES.filter((role) => random.chance(OTHERS[role] ?? 0) || all);
  const roles = all ? ROLES : [...COMMON, ...extra];
  const subnet = random.below(200);
  const instances = roles.map((role, index): Instance => {
    const isPublic = PUBLIC.includes(role);
    return {
      role,
      instanceId: `i-0${random.hex(16)}`,
      interfaceId: `eni-0${random.hex(16)}`,
      subnetId: `subnet-0${random.hex(16)}`,
      address: `10.${subnet}.${index % 4}.${10 + index}`,
      ...(isPublic && { publicAddress: elasticAddress(number * 7 + index) }),
    };
  });
  const arn = (service: string, rest: string) =>
    `arn:aws:${service}:${region}:${accountId}:${rest}`;
  return {
    accountId,
    region,
    vpcId: `vpc-0${random.hex(16)}`,
    instances,
    functionArn: arn('lambda', 'function:order-mailer'),
    functionInterface: `eni-0${random.hex(16)}`,
    functionAddress: `10.${subnet}.3.200`,
    cluster: `shop-${random.lower(4)}`,
    nodes: instances
      .filter(({ role }) => role === 'node')
      .map(({ address }) => `ip-${address.replaceAll('.', '-')}.${region}.compute.internal`),
    postgres: `orders-${random.lower(4)}`,
    mysql: `shop-${random.lower(4)}`,
    bucket: `example-pictures-${accountId}`,
    office: office(number * 3),
    wayOut: elasticAddress(number * 7 + 6),
    flowForm: number,
  };
}

export function instanceOf(estate: Estate, role: Role): Instance {
  const found = estate.instances.find((one) => one.role === role) ?? estate.instances[0];
  if (found === undefined) throw new Error('An estate has instances.');
  return found;
}
