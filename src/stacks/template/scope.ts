import type { Value, ValueMap } from './value.ts';

/** What functions of a template look things up in. */
export interface Scope {
  /** `AWS::Region` and its kin, by name; `AWS::NoValue` is not among them. */
  readonly pseudo: Readonly<Record<string, Value>>;
  /** What Ref gives of each parameter. */
  readonly parameters: Readonly<Record<string, Value>>;
  readonly mappings: Readonly<Record<string, ValueMap>>;
  /** Of each condition, evaluated. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** What Ref gives of a resource. */
  ref(logicalId: string): Value | undefined;
  /** An attribute of a resource. Throws where it has none of this name. */
  attribute(logicalId: string, name: string): Value;
  /** The value of an export. Throws where there is none. */
  imported(name: string): Value;
  zones(region: string): readonly string[];
  /** Are the functions of `AWS::LanguageExtensions` known? */
  readonly extended: boolean;
}
