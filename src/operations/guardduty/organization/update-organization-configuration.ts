import { type AutoEnable, configureAdministration } from '../../../domain/administration.ts';
import { changeOrganizationFeatures } from '../../../domain/organization-features.ts';
import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import type { GuardDutyOperations } from '../operation-types.ts';
import { ownDetector } from '../own-detector.ts';
import { ownAdministration } from './own-administration.ts';

type Input = GuardDutyOperations['UpdateOrganizationConfiguration']['input'];

/** Settings for ALL reach the accounts in the background; NONE switches nothing off. */
export const updateOrganizationConfiguration = operation(
  'UpdateOrganizationConfiguration',
  async (input, context) => {
    await ownDetector(context, input.DetectorId);
    const before = await ownAdministration(context);
    const autoEnable = wantedMode(input);
    const { Features, DataSources } = input;
    const features = changeOrganizationFeatures(before.features, Features, DataSources);
    if (autoEnable === undefined || features === undefined) throw guardDutyError('invalidInput');
    const now = context.clock.now();
    const after = configureAdministration(before, { autoEnable, features }, now);
    await context.store.administrations.put(after);
    if (autoEnable === 'NONE') await context.store.administrations.stopAllWaiting(after);
    context.services.wakeAutoEnable();
    return {};
  },
);

/** Exactly one of the two ways to say it; the older one knows on, which is NEW, and off. */
function wantedMode({
  AutoEnable: legacy,
  AutoEnableOrganizationMembers: mode,
}: Input): AutoEnable | undefined {
  if (legacy === undefined) return mode;
  if (mode !== undefined) return undefined;
  return legacy ? 'NEW' : 'NONE';
}
