export interface IamEntityRow {
  account_id: string;
  kind: string;
  /** In lower case: two names that differ in case alone are the same name. */
  name_key: string;
  path: string;
  /** JSON of the entity. */
  body: string;
}

export interface IamPolicyRow {
  account_id: string;
  name_key: string;
  /** JSON of the policy. */
  body: string;
}

/** Follows from the entities: who uses a policy. */
export interface IamPolicyUseRow {
  account_id: string;
  policy: string;
  purpose: string;
  kind: string;
  name_key: string;
  name: string;
  id: string;
}
