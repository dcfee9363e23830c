/** What a wire table found wrong with an input; each service words its own refusal from it. */
export interface Violation {
  /** Wire names from the input's root: `['accountDetails', '0', 'email']`. */
  readonly path: readonly string[];
  readonly reason: 'missing' | 'type' | 'length' | 'range' | 'pattern' | 'enum' | 'malformed';
  /** Where the outermost member travels. */
  readonly in: 'label' | 'query' | 'header' | 'body';
  /** The value as text, cut to a readable length; absent where it is missing or sensitive. */
  readonly value?: string;
  /** Words for AWS's coral texts: `Member must have length less than or equal to 64`. */
  readonly constraint: string;
}
