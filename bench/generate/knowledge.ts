import type { Estate } from './estate.ts';
import { AWS_NETWORK, LISTED_ADDRESSES, NETWORKS } from './geography.ts';
import { type MaxMindEntry, maxMindFile } from './max-mind-file.ts';

export interface KnowledgeFile {
  readonly name: string;
  readonly body: string | Buffer;
}

/**
 * What an operator of the generated accounts would have given: feeds, places, the inventory.
 * `vedette scan … --feeds feeds.json --inventory inventory.json` takes them.
 */
export function knowledgeFiles(estates: readonly Estate[], at: number): KnowledgeFile[] {
  const feeds = Object.entries(LISTED_ADDRESSES).map(([kind, address]) => ({ kind, address }));
  return [
    {
      name: 'feeds.json',
      body: json({
        feeds: feeds.map(({ kind }) => ({ name: `generated-${kind}`, kind, file: `${kind}.txt` })),
        places: { countries: 'places.mmdb', networks: 'networks.mmdb', aws: 'aws.json' },
      }),
    },
    ...feeds.map(({ kind, address }) => ({ name: `${kind}.txt`, body: `${address}\n` })),
    { name: 'places.mmdb', body: maxMindFile('Generated-City', NETWORKS.map(placeOf), at) },
    { name: 'networks.mmdb', body: maxMindFile('Generated-ASN', NETWORKS.map(ownerOf), at) },
    {
      name: 'aws.json',
      body: json({
        prefixes: [{ ip_prefix: `${AWS_NETWORK.from}/${AWS_NETWORK.prefix}`, service: 'AMAZON' }],
        ipv6_prefixes: [],
      }),
    },
    { name: 'inventory.json', body: json(inventoryOf(estates)) },
  ];
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

type Where = (typeof NETWORKS)[number];

const placeOf = ({ from, prefix, country, latitude, longitude }: Where): MaxMindEntry => ({
  from,
  prefix,
  value: { country: { iso_code: country }, location: { latitude, longitude } },
});

const ownerOf = ({ from, prefix, asn, owner }: Where): MaxMindEntry => ({
  from,
  prefix,
  value: { autonomous_system_number: asn, autonomous_system_organization: owner },
});

function inventoryOf(estates: readonly Estate[]) {
  return {
    accounts: estates.map((estate) => ({
      accountId: estate.accountId,
      addresses: [estate.wayOut],
      instances: estate.instances.map((one) => ({
        instanceId: one.instanceId,
        interfaceId: one.interfaceId,
        privateAddress: one.address,
        ...(one.publicAddress && { publicAddress: one.publicAddress }),
        subnetId: one.subnetId,
        vpcId: estate.vpcId,
        tags: { Name: one.role },
      })),
      functions: [
        {
          functionArn: estate.functionArn,
          role: `arn:aws:iam::${estate.accountId}:role/order-mailer-role`,
          vpcId: estate.vpcId,
          interfaceIds: [estate.functionInterface],
        },
      ],
    })),
  };
}
