import type { StackValueMap } from '../../domain/stack.ts';
import { invalid } from '../template/invalid.ts';
import {
  at,
  document,
  flag,
  given,
  ifThere,
  list,
  map,
  orThere,
  tags,
  text,
} from './properties.ts';
import type { Provider, Work } from './provider.ts';

/** AWS's own limit of a bucket's name. */
const BUCKET_NAME_CHARACTERS_MAX = 63;

const BLOCKS = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
];

const ENCRYPTION_RULE = {
  BucketKeyEnabled: 'flag',
  ServerSideEncryptionByDefault: { 'SSEAlgorithm!': 'text', KMSMasterKeyID: 'text' },
} as const;

const call = ({ call: made }: Work, operation: string, input: object) =>
  made('s3', operation, input);

/** The one rule of encryption that a bucket has. */
function encryptionOf(properties: StackValueMap): object | undefined {
  const [rule] = list(at(properties, 'BucketEncryption.ServerSideEncryptionConfiguration'));
  if (rule === undefined) return undefined;
  const { SSEAlgorithm, KMSMasterKeyID } = map(at(rule, 'ServerSideEncryptionByDefault'));
  return {
    Algorithm: text(SSEAlgorithm),
    KeyId: text(KMSMasterKeyID),
    BucketKey: flag(map(rule).BucketKeyEnabled),
  };
}

async function putSettings(work: Work, Bucket: string, before: StackValueMap): Promise<void> {
  const { properties } = work;
  const encryption = encryptionOf(properties);
  if (encryption !== undefined) {
    await call(work, 'PutBucketEncryption', { Bucket, ...encryption });
  } else if (before.BucketEncryption !== undefined) {
    await call(work, 'DeleteBucketEncryption', { Bucket });
  }
  const { PublicAccessBlockConfiguration: block } = properties;
  if (block !== undefined || before.PublicAccessBlockConfiguration !== undefined) {
    // Where nothing is said, all is blocked, as in every bucket that is new.
    const flags = BLOCKS.map((name) => [name, block ? (flag(map(block)[name]) ?? false) : true]);
    await call(work, 'PutPublicAccessBlock', { Bucket, ...Object.fromEntries(flags) });
  }
}

function bucketAttributes({ partition, region }: Work, name: string): StackValueMap {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    Arn: `arn:${partition}:s3:::${name}`,
    DomainName: `${name}.s3.${suffix}`,
    RegionalDomainName: `${name}.s3.${region}.${suffix}`,
  };
}

export const s3Bucket: Provider = {
  type: 'AWS::S3::Bucket',
  properties: {
    optional: ['BucketEncryption', 'PublicAccessBlockConfiguration', 'Tags', 'OwnershipControls'],
    createOnly: ['BucketName'],
    shapes: {
      BucketEncryption: { 'ServerSideEncryptionConfiguration!': [ENCRYPTION_RULE] },
      PublicAccessBlockConfiguration: Object.fromEntries(BLOCKS.map((name) => [name, 'flag'])),
      OwnershipControls: { 'Rules!': [{ ObjectOwnership: 'text' }] },
    },
  },
  attributes: ['Arn', 'DomainName', 'RegionalDomainName'],
  identifier: 'BucketName',
  check({ OwnershipControls }) {
    const [rule] = list(at(OwnershipControls, 'Rules'));
    const wanted = text(map(rule).ObjectOwnership);
    if (wanted === undefined || wanted === 'BucketOwnerEnforced') return;
    throw invalid(
      `Object ownership ${wanted} is not supported: objects belong to the bucket's owner`,
    );
  },
  async create(work) {
    const own = work.physicalName(BUCKET_NAME_CHARACTERS_MAX).toLowerCase();
    const name = text(work.properties.BucketName) ?? own;
    await orThere(work, call(work, 'CreateBucket', { Bucket: name }));
    await work.begun(name);
    await putSettings(work, name, {});
    const Tags = tags(work);
    if (Tags !== undefined) await call(work, 'PutBucketTagging', { Bucket: name, Tags });
    return { physicalId: name, attributes: bucketAttributes(work, name) };
  },
  async update(work, { physicalId, properties }) {
    await putSettings(work, physicalId, properties);
    return { physicalId, attributes: bucketAttributes(work, physicalId) };
  },
  async retag(work, { physicalId: Bucket }, { wanted: Tags }) {
    if (Object.keys(Tags).length > 0) await call(work, 'PutBucketTagging', { Bucket, Tags });
    else await call(work, 'DeleteBucketTagging', { Bucket });
  },
  async delete(work, { physicalId: Bucket }) {
    await ifThere(call(work, 'DeleteBucket', { Bucket }));
  },
  async read(work, Bucket) {
    if ((await ifThere(call(work, 'HeadBucket', { Bucket }))) === undefined) return undefined;
    const encryption = await call(work, 'GetBucketEncryption', { Bucket });
    const block = await ifThere(call(work, 'GetPublicAccessBlock', { Bucket }));
    const { Algorithm, KeyId } = encryption as Readonly<Record<string, string | undefined>>;
    const rule = { SSEAlgorithm: Algorithm, KMSMasterKeyID: KeyId };
    const properties = {
      BucketName: Bucket,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: given(rule) }],
      },
      ...(block && { PublicAccessBlockConfiguration: block }),
    } as StackValueMap;
    return { properties, attributes: bucketAttributes(work, Bucket) };
  },
};

export const s3BucketPolicy: Provider = {
  type: 'AWS::S3::BucketPolicy',
  properties: {
    required: ['Bucket', 'PolicyDocument'],
    createOnly: ['Bucket'],
    shapes: { PolicyDocument: 'any' },
  },
  attributes: [],
  identifier: 'Bucket',
  async create(work) {
    const physicalId = text(work.properties.Bucket) ?? '';
    await putPolicy(work, physicalId);
    return { physicalId };
  },
  async update(work, { physicalId }) {
    await putPolicy(work, physicalId);
    return { physicalId };
  },
  async delete(work, { physicalId: Bucket }) {
    await ifThere(call(work, 'DeleteBucketPolicy', { Bucket }));
  },
  async read(work, Bucket) {
    const found = await ifThere(call(work, 'GetBucketPolicy', { Bucket }));
    const policy = found && JSON.parse(String(found.Policy));
    return policy && { properties: { Bucket, PolicyDocument: policy } };
  },
};

async function putPolicy(work: Work, Bucket: string): Promise<void> {
  const Policy = document(work.properties.PolicyDocument);
  await call(work, 'PutBucketPolicy', { Bucket, Policy });
}
