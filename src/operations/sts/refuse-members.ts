import { stsErrors } from './errors.ts';

/** Throws for the first of these members that says something; an empty list says nothing. */
export function refuseMembers<Input extends object>(
  input: Input,
  members: readonly (keyof Input & string)[],
): void {
  for (const member of members) {
    const value = input[member];
    const empty = value === undefined || (Array.isArray(value) && value.length === 0);
    if (!empty) throw stsErrors.unsupportedMember(member);
  }
}
