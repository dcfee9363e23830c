import type { StackValueMap } from '../../domain/stack.ts';
import type { Tags } from '../../domain/tags.ts';
import { sameValue } from '../template/value.ts';
import {
  document,
  flag,
  given,
  ifThere,
  number,
  orThere,
  putTags,
  tagMap,
  text,
  textAt,
} from './properties.ts';
import type { Answer, Provider, Work } from './provider.ts';

/** What CloudFormation waits with a key that is deleted, unless the template says. */
const PENDING_DAYS_DEFAULT = 30;

const call = ({ call: made }: Work, operation: string, input: object) =>
  made('kms', operation, input);

function keyMade(described: Answer) {
  const physicalId = textAt(described, 'KeyMetadata.KeyId');
  const attributes = { Arn: textAt(described, 'KeyMetadata.Arn'), KeyId: physicalId };
  return { physicalId, attributes };
}

/** What CreateKey does not take: the state of the key and its rotation. */
async function putState(work: Work, KeyId: string, before: StackValueMap): Promise<void> {
  const { properties } = work;
  const isOn = flag(properties.Enabled) ?? true;
  if (isOn !== (flag(before.Enabled) ?? true)) {
    await call(work, isOn ? 'EnableKey' : 'DisableKey', { KeyId });
  }
  const rotates = flag(properties.EnableKeyRotation) ?? false;
  const RotationPeriodInDays = number(properties.RotationPeriodInDays);
  const wasRotating = flag(before.EnableKeyRotation) ?? false;
  if (rotates) await call(work, 'EnableKeyRotation', given({ KeyId, RotationPeriodInDays }));
  else if (wasRotating) await call(work, 'DisableKeyRotation', { KeyId });
}

const key: Provider = {
  type: 'AWS::KMS::Key',
  properties: {
    optional: [
      'BypassPolicyLockoutSafetyCheck',
      'Description',
      'EnableKeyRotation',
      'Enabled',
      'KeyPolicy',
      'PendingWindowInDays',
      'RotationPeriodInDays',
      'Tags',
    ],
    createOnly: ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
    shapes: {
      KeyPolicy: 'any',
      ...{ BypassPolicyLockoutSafetyCheck: 'flag', EnableKeyRotation: 'flag', Enabled: 'flag' },
      ...{ MultiRegion: 'flag', PendingWindowInDays: 'number', RotationPeriodInDays: 'number' },
    },
  },
  attributes: ['Arn', 'KeyId'],
  identifier: 'KeyId',
  async create(work) {
    const { properties } = work;
    const made = await call(
      work,
      'CreateKey',
      given({
        Policy: properties.KeyPolicy === undefined ? undefined : document(properties.KeyPolicy),
        Description: text(properties.Description),
        BypassPolicyLockoutSafetyCheck: flag(properties.BypassPolicyLockoutSafetyCheck),
        ...{ KeySpec: text(properties.KeySpec), KeyUsage: text(properties.KeyUsage) },
        ...{ MultiRegion: flag(properties.MultiRegion), Origin: text(properties.Origin) },
        Tags: keyTags(tagMap(work)),
      }),
    );
    const key = keyMade(made);
    await work.begun(key.physicalId);
    await putState(work, key.physicalId, {});
    return key;
  },
  async update(work, { physicalId: KeyId, properties: before }) {
    const { properties } = work;
    if (properties.KeyPolicy !== undefined && !sameValue(properties.KeyPolicy, before.KeyPolicy)) {
      const Policy = document(properties.KeyPolicy);
      const bypass = flag(properties.BypassPolicyLockoutSafetyCheck);
      const input = { KeyId, Policy, BypassPolicyLockoutSafetyCheck: bypass };
      await call(work, 'PutKeyPolicy', given(input));
    }
    const Description = text(properties.Description) ?? '';
    await call(work, 'UpdateKeyDescription', { KeyId, Description });
    await putState(work, KeyId, before);
    return keyMade(await call(work, 'DescribeKey', { KeyId }));
  },
  retag: (work, { physicalId: KeyId }, change) =>
    putTags(
      change,
      (all) => call(work, 'TagResource', { KeyId, Tags: keyTags(all) }),
      (TagKeys) => call(work, 'UntagResource', { KeyId, TagKeys }),
    ),
  async delete(work, { physicalId: KeyId, properties }) {
    const found = await ifThere(call(work, 'DescribeKey', { KeyId }));
    const state = found && textAt(found, 'KeyMetadata.KeyState');
    if (state === undefined || state === 'PendingDeletion') return;
    const PendingWindowInDays = number(properties.PendingWindowInDays) ?? PENDING_DAYS_DEFAULT;
    await call(work, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays });
  },
  async read(work, KeyId) {
    const found = await ifThere(call(work, 'DescribeKey', { KeyId }));
    if (found === undefined) return undefined;
    if (textAt(found, 'KeyMetadata.KeyState') === 'PendingDeletion') return undefined;
    const policy = await call(work, 'GetKeyPolicy', { KeyId, PolicyName: 'default' });
    const rotation = await ifThere(call(work, 'GetKeyRotationStatus', { KeyId }));
    return {
      attributes: keyMade(found).attributes,
      properties: {
        Description: textAt(found, 'KeyMetadata.Description'),
        Enabled: textAt(found, 'KeyMetadata.Enabled') === 'true',
        EnableKeyRotation: rotation?.KeyRotationEnabled === true,
        KeyPolicy: JSON.parse(textAt(policy, 'Policy')),
      },
    };
  },
};

/** KMS's own spelling. */
function keyTags(all: Tags) {
  return Object.entries(all).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

const alias: Provider = {
  type: 'AWS::KMS::Alias',
  properties: { required: ['AliasName', 'TargetKeyId'], createOnly: ['AliasName'] },
  attributes: [],
  identifier: 'AliasName',
  async create(work) {
    const AliasName = text(work.properties.AliasName) ?? '';
    const TargetKeyId = text(work.properties.TargetKeyId);
    await orThere(work, call(work, 'CreateAlias', { AliasName, TargetKeyId }));
    return { physicalId: AliasName };
  },
  async update(work, { physicalId: AliasName }) {
    const TargetKeyId = text(work.properties.TargetKeyId);
    await call(work, 'UpdateAlias', { AliasName, TargetKeyId });
    return { physicalId: AliasName };
  },
  async delete(work, { physicalId: AliasName }) {
    await ifThere(call(work, 'DeleteAlias', { AliasName }));
  },
  async read(work, AliasName) {
    const found = await ifThere(call(work, 'DescribeKey', { KeyId: AliasName }));
    const TargetKeyId = found && textAt(found, 'KeyMetadata.KeyId');
    return TargetKeyId === undefined ? undefined : { properties: { AliasName, TargetKeyId } };
  },
};

export const kmsProviders: readonly Provider[] = [key, alias];
