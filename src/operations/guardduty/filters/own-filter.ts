import type { Filter } from '../../../domain/filter.ts';
import type { OperationContext } from '../../context.ts';
import { guardDutyError } from '../errors.ts';
import { ownDetector } from '../own-detector.ts';

/** The caller's filter of this name in the Region of the call. */
export async function ownFilter(
  context: OperationContext,
  input: { readonly DetectorId: string; readonly FilterName: string },
): Promise<Filter> {
  await ownDetector(context, input.DetectorId);
  const { store, accountId, region } = context;
  const filter = await store.filters.get(accountId, region, input.FilterName);
  if (filter === undefined) throw guardDutyError('noSuchResource');
  return filter;
}
