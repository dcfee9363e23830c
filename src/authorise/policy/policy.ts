/**
 * What a document is for: attached to a user, a group or a role (`identity`, and what bounds or
 * narrows one: boundaries and session policies), a role's trust policy, a policy of another
 * resource, or a service control policy.
 */
export type PolicyKind = 'identity' | 'trust' | 'resource' | 'scp';

/** A policy document, read and checked. Immutable, so that it may be kept and shared. */
export interface Policy {
  /** Variables such as `${aws:username}` mean something from 2012-10-17 on, as on AWS. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** In lower case: actions are compared without regard to it. */
  readonly action: Patterns;
  /** A trust policy is about its own role, so that this is `*` there. */
  readonly resource: Patterns;
  /** Only in trust and resource policies. */
  readonly principal?: PrincipalPatterns;
  readonly conditions: readonly Condition[];
}

/** `negated` for NotAction, NotResource. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

export interface PrincipalPatterns {
  /** NotPrincipal. */
  readonly negated: boolean;
  /** `"Principal": "*"` is kept as `AWS: ['*']`, which means the same. */
  readonly names: Readonly<Partial<Record<PrincipalType, readonly string[]>>>;
}

/** One key under one operator; all conditions of a statement must hold. */
export interface Condition {
  /** As AWS spells it, without its prefix and `IfExists`. */
  readonly operator: ConditionOperator;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
  /** In lower case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Every operator, and what its values must be. */
export const conditionOperators = {
  StringEquals: 'text',
  StringNotEquals: 'text',
  StringEqualsIgnoreCase: 'text',
  StringNotEqualsIgnoreCase: 'text',
  StringLike: 'text',
  StringNotLike: 'text',
  NumericEquals: 'number',
  NumericNotEquals: 'number',
  NumericLessThan: 'number',
  NumericLessThanEquals: 'number',
  NumericGreaterThan: 'number',
  NumericGreaterThanEquals: 'number',
  DateEquals: 'date',
  DateNotEquals: 'date',
  DateLessThan: 'date',
  DateLessThanEquals: 'date',
  DateGreaterThan: 'date',
  DateGreaterThanEquals: 'date',
  Bool: 'boolean',
  BinaryEquals: 'base64',
  IpAddress: 'address',
  NotIpAddress: 'address',
  ArnEquals: 'arn',
  ArnNotEquals: 'arn',
  ArnLike: 'arn',
  ArnNotLike: 'arn',
  Null: 'boolean',
} as const;

export type ConditionOperator = keyof typeof conditionOperators;
