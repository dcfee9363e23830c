import type { Value, ValueMap } from './value.ts';

/** A template whose structure was found to be right. */
export interface Template {
  readonly description?: string | undefined;
  readonly metadata?: Value | undefined;
  readonly transforms: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly mappings: Readonly<Record<string, ValueMap>>;
  readonly conditions: ValueMap;
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
}

export interface ParameterDeclaration {
  readonly type: 'String' | 'Number' | 'List<Number>' | 'CommaDelimitedList';
  readonly default?: string | undefined;
  readonly allowedValues?: readonly string[] | undefined;
  readonly allowedPattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minValue?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly noEcho: boolean;
  readonly description?: string | undefined;
  readonly constraintDescription?: string | undefined;
}

export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

export interface ResourceDeclaration {
  readonly type: string;
  readonly properties: ValueMap;
  readonly dependsOn: readonly string[];
  readonly condition?: string | undefined;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: 'Delete' | 'Retain';
  readonly metadata?: Value | undefined;
}

export interface OutputDeclaration {
  readonly value: Value;
  readonly description?: string | undefined;
  readonly exportName?: Value | undefined;
  readonly condition?: string | undefined;
}

/** What the engine knows of a type of resource before it makes one. */
export interface KnownType {
  /** Names for Fn::GetAtt; undefined where the resource itself says which it has. */
  readonly attributes: readonly string[] | undefined;
}

export type KnownTypes = (type: string) => KnownType | undefined;
