/** What a step has found to do. */
export interface Found {
  readonly change: 'create' | 'update' | 'none';
  /** What is missing or other than it should be. */
  readonly why: readonly string[];
}

export type Tell = (text: string) => void;

/** One thing that a deployment puts in force. */
export interface Step {
  readonly name: string;
  /** Reads, and changes nothing. */
  look(): Promise<Found>;
  /** Makes it so, whatever was begun before; throws StepFailed. */
  carryOut(tell: Tell): Promise<void>;
}

/** An update where anything is said. */
export function changedIf(why: readonly (string | false)[]): Found {
  const said = why.filter((one) => one !== false);
  return { change: said.length === 0 ? 'none' : 'update', why: said };
}
