import { type OperationTable, unimplemented } from '../define.ts';
import { createAlias } from './aliases/create-alias.ts';
import { deleteAlias } from './aliases/delete-alias.ts';
import { listAliases } from './aliases/list-aliases.ts';
import { updateAlias } from './aliases/update-alias.ts';
import { decrypt } from './cryptography/decrypt.ts';
import { encrypt } from './cryptography/encrypt.ts';
import { generateDataKey } from './cryptography/generate-data-key.ts';
import { generateDataKeyWithoutPlaintext } from './cryptography/generate-data-key-without-plaintext.ts';
import { generateRandom } from './cryptography/generate-random.ts';
import { reEncrypt } from './cryptography/re-encrypt.ts';
import { createGrant } from './grants/create-grant.ts';
import { listGrants } from './grants/list-grants.ts';
import { listRetirableGrants } from './grants/list-retirable-grants.ts';
import { retireGrant } from './grants/retire-grant.ts';
import { revokeGrant } from './grants/revoke-grant.ts';
import { cancelKeyDeletion } from './keys/cancel-key-deletion.ts';
import { createKey } from './keys/create-key.ts';
import { describeKey } from './keys/describe-key.ts';
import { disableKey } from './keys/disable-key.ts';
import { disableKeyRotation } from './keys/disable-key-rotation.ts';
import { enableKey } from './keys/enable-key.ts';
import { enableKeyRotation } from './keys/enable-key-rotation.ts';
import { getKeyPolicy } from './keys/get-key-policy.ts';
import { getKeyRotationStatus } from './keys/get-key-rotation-status.ts';
import { listKeyPolicies } from './keys/list-key-policies.ts';
import { listKeys } from './keys/list-keys.ts';
import { putKeyPolicy } from './keys/put-key-policy.ts';
import { rotateKeyOnDemand } from './keys/rotate-key-on-demand.ts';
import { scheduleKeyDeletion } from './keys/schedule-key-deletion.ts';
import { updateKeyDescription } from './keys/update-key-description.ts';
import type { KmsOperations } from './operation-types.ts';
import { listResourceTags } from './tags/list-resource-tags.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';

const ASYMMETRIC = 'Only symmetric encryption keys are served.';
const IMPORT = 'Keys have material that is made here; none can be imported.';
const STORE = 'There are no custom key stores.';
const REGION = 'Keys of several Regions are not served.';

/** Symmetric keys with their policies, aliases and grants; what is not served says why. */
export const kmsTable: OperationTable<KmsOperations> = {
  CancelKeyDeletion: cancelKeyDeletion,
  ConnectCustomKeyStore: unimplemented('ConnectCustomKeyStore', STORE),
  CreateAlias: createAlias,
  CreateCustomKeyStore: unimplemented('CreateCustomKeyStore', STORE),
  CreateGrant: createGrant,
  CreateKey: createKey,
  Decapsulate: unimplemented('Decapsulate', ASYMMETRIC),
  Decrypt: decrypt,
  DeleteAlias: deleteAlias,
  DeleteCustomKeyStore: unimplemented('DeleteCustomKeyStore', STORE),
  DeleteImportedKeyMaterial: unimplemented('DeleteImportedKeyMaterial', IMPORT),
  DeriveSharedSecret: unimplemented('DeriveSharedSecret', ASYMMETRIC),
  DescribeCustomKeyStores: unimplemented('DescribeCustomKeyStores', STORE),
  DescribeKey: describeKey,
  DisableKey: disableKey,
  DisableKeyRotation: disableKeyRotation,
  DisconnectCustomKeyStore: unimplemented('DisconnectCustomKeyStore', STORE),
  EnableKey: enableKey,
  EnableKeyRotation: enableKeyRotation,
  Encapsulate: unimplemented('Encapsulate', ASYMMETRIC),
  Encrypt: encrypt,
  GenerateDataKey: generateDataKey,
  GenerateDataKeyPair: unimplemented('GenerateDataKeyPair', ASYMMETRIC),
  GenerateDataKeyPairWithoutPlaintext: unimplemented(
    'GenerateDataKeyPairWithoutPlaintext',
    ASYMMETRIC,
  ),
  GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
  GenerateMac: unimplemented('GenerateMac', ASYMMETRIC),
  GenerateRandom: generateRandom,
  GetKeyLastUsage: unimplemented('GetKeyLastUsage', 'When a key was used last is not kept.'),
  GetKeyPolicy: getKeyPolicy,
  GetKeyRotationStatus: getKeyRotationStatus,
  GetParametersForImport: unimplemented('GetParametersForImport', IMPORT),
  GetPublicKey: unimplemented('GetPublicKey', ASYMMETRIC),
  ImportKeyMaterial: unimplemented('ImportKeyMaterial', IMPORT),
  ListAliases: listAliases,
  ListGrants: listGrants,
  ListKeyPolicies: listKeyPolicies,
  ListKeyRotations: unimplemented('ListKeyRotations', 'When a key was rotated before is not kept.'),
  ListKeys: listKeys,
  ListResourceTags: listResourceTags,
  ListRetirableGrants: listRetirableGrants,
  PutKeyPolicy: putKeyPolicy,
  ReEncrypt: reEncrypt,
  ReplicateKey: unimplemented('ReplicateKey', REGION),
  RetireGrant: retireGrant,
  RevokeGrant: revokeGrant,
  RotateKeyOnDemand: rotateKeyOnDemand,
  ScheduleKeyDeletion: scheduleKeyDeletion,
  Sign: unimplemented('Sign', ASYMMETRIC),
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateAlias: updateAlias,
  UpdateCustomKeyStore: unimplemented('UpdateCustomKeyStore', STORE),
  UpdateKeyDescription: updateKeyDescription,
  UpdatePrimaryRegion: unimplemented('UpdatePrimaryRegion', REGION),
  Verify: unimplemented('Verify', ASYMMETRIC),
  VerifyMac: unimplemented('VerifyMac', ASYMMETRIC),
};
