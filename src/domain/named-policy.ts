/** A policy as the authoriser is handed it: the name is for its explanations. */
export interface NamedPolicy {
  readonly name: string;
  /** JSON text, as it was put. */
  readonly document: string;
}
