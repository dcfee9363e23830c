import { at, flag, oneOrMany, text } from './read-field.ts';

/** The management events that a trail writes down unless it is told otherwise. */
export const MANAGEMENT_CALLS = ['management reads', 'management writes'] as const;

export type ManagementCalls = (typeof MANAGEMENT_CALLS)[number];

/**
 * Which of them a PutEventSelectors leaves, by its parameters: basic selectors or advanced ones.
 * Undefined where they name none: CloudTrail had no room for the request, or it says nothing.
 */
export function recordedCalls(parameters: unknown): ManagementCalls[] | undefined {
  const all = [
    ...oneOrMany(at(parameters, 'eventSelectors')).map(ofBasic),
    ...oneOrMany(at(parameters, 'advancedEventSelectors')).map(ofAdvanced),
  ];
  if (all.length === 0) return undefined;
  return MANAGEMENT_CALLS.filter((_, i) => all.some((selected) => selected[i]));
}

/** Which of those before, of which nobody may know, are not among those now, if that is said. */
export function lostCalls(before: unknown, now: readonly string[] | undefined): string[] {
  const known = oneOrMany(before ?? MANAGEMENT_CALLS).map(String);
  return known.filter((calls) => now?.includes(calls) === false);
}

/** Reads, and writes. */
type Selected = readonly [boolean, boolean];

/** CloudTrail takes what a selector leaves out as all management events. */
function ofBasic(selector: unknown): Selected {
  if (flag(selector, 'includeManagementEvents') === false) return [false, false];
  const type = text(selector, 'readWriteType');
  return [type !== 'WriteOnly', type !== 'ReadOnly'];
}

/** Each field is tested by an entry of its own; a category must be tested, by `equals`. */
function ofAdvanced(selector: unknown): Selected {
  const values = (field: string) =>
    oneOrMany(at(selector, 'fieldSelectors'))
      .filter((one) => text(one, 'field') === field)
      .flatMap((one) => oneOrMany(at(one, 'equals')));
  if (!values('eventCategory').includes('Management')) return [false, false];
  const readOnly = values('readOnly').map(String);
  const has = (value: string) => readOnly.length === 0 || readOnly.includes(value);
  return [has('true'), has('false')];
}
