import type { Verb } from './run-fleet.ts';
import {
  detectorNeeds,
  type FeatureWish,
  needsToDisable,
  needsToEnable,
  needsToUpdate,
} from './steps.ts';

export const enableVerb: Verb = {
  needs: needsToEnable,
  administratorNeeds: detectorNeeds,
  // An enabled member has a detector that runs.
  looksInside: ({ relationship }) => relationship !== 'Enabled',
  readsFeatures: false,
  administratorLast: false,
};

export function disableVerb(options: {
  readonly keepDetectors: boolean;
  readonly deleteAdministrator: boolean;
}): Verb {
  return {
    needs: (state) => needsToDisable(state, options.keepDetectors),
    administratorNeeds: (state) => needsToDisable(state, !options.deleteAdministrator),
    looksInside: () => !options.keepDetectors,
    readsFeatures: false,
    administratorLast: true,
  };
}

export function updateVerb(wishes: readonly FeatureWish[]): Verb {
  return {
    needs: (state) => needsToUpdate(state, wishes),
    administratorNeeds: ({ detectorId }) =>
      detectorId === undefined ? { kind: 'failed', cause: 'it has no detector' } : [],
    looksInside: () => false,
    readsFeatures: true,
    administratorLast: false,
  };
}

/** Looks, and wants nothing. */
export const statusVerb: Verb = {
  needs: () => [],
  administratorNeeds: () => [],
  looksInside: () => true,
  readsFeatures: false,
  administratorLast: false,
};
