import type { KmsAlias, KmsGrant, KmsKey } from '../domain/kms-key.ts';

export interface KmsStore {
  /** By its id, whichever account and Region it is of. */
  key(keyId: string): Promise<KmsKey | undefined>;
  /** Of an account and Region, ascending by id, after `after`. */
  keys(accountId: string, region: string, limit: number, after?: string): Promise<KmsKey[]>;
  putKey(key: KmsKey): Promise<void>;
  /** Deletes keys whose time has come, with their aliases and grants; answers how many. */
  deleteDue(now: number): Promise<number>;
  /** Keys that rotate by themselves. */
  rotating(): Promise<KmsKey[]>;
  alias(accountId: string, region: string, name: string): Promise<KmsAlias | undefined>;
  /** Of an account and Region, or of one key, ascending by name, after `after`. */
  aliases(of: AliasQuery): Promise<KmsAlias[]>;
  putAlias(alias: KmsAlias): Promise<void>;
  deleteAlias(accountId: string, region: string, name: string): Promise<void>;
  /** Of a key, ascending by id. */
  grants(keyId: string): Promise<KmsGrant[]>;
  /** Of all keys, that this principal may retire. */
  retirable(principal: string): Promise<KmsGrant[]>;
  putGrant(grant: KmsGrant): Promise<void>;
  deleteGrant(keyId: string, grantId: string): Promise<void>;
}

export interface AliasQuery {
  readonly accountId: string;
  readonly region: string;
  readonly keyId?: string | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}
