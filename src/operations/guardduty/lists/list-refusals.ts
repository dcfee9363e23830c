import { type IndicatorList, isListName, type ListKind } from '../../../domain/indicator-list.ts';
import { parseListLocation } from '../../../domain/list-location.ts';
import type { OperationContext } from '../../context.ts';
import { type ErrorName, guardDutyError, invalidParameter, type ParameterName } from '../errors.ts';
import { ownDetector } from '../own-detector.ts';

/** How the refusals for a kind of list call its parameters. */
interface Words {
  readonly name: ParameterName;
  readonly location: ParameterName;
  readonly exists: ErrorName;
}

const WORDS: Readonly<Record<ListKind, Words>> = {
  ipset: { name: 'ipSetName', location: 'ipSetLocation', exists: 'ipSetExists' },
  threatintelset: {
    name: 'threatIntelSetName',
    location: 'ipSetLocation',
    exists: 'threatIntelSetExists',
  },
  trustedentityset: { name: 'name', location: 'location', exists: 'trustedEntitySetExists' },
  threatentityset: { name: 'name', location: 'location', exists: 'threatEntitySetExists' },
};

/** Lists are made and changed by administrators and lone accounts, with a detector of their own. */
export async function refuseOthers(context: OperationContext, detectorId: string): Promise<void> {
  await ownDetector(context, detectorId);
  const { store, accountId, region } = context;
  const association = await store.members.associationOf(accountId, region);
  if (association !== undefined) throw guardDutyError('memberLists');
}

/** A location is refused at once, even of a list that is not activated. */
export function checkTexts(
  { services }: OperationContext,
  kind: ListKind,
  given: { readonly name?: string | undefined; readonly location?: string | undefined },
): void {
  const { name, location } = given;
  const words = WORDS[kind];
  if (name !== undefined && !isListName(kind, name)) throw invalidParameter(words.name);
  if (location === undefined) return;
  const parsed = parseListLocation(location, (host) => services.isListHostAllowed(host));
  if (parsed === undefined) throw invalidParameter(words.location);
}

export function refuseTaken(kind: ListKind, others: readonly IndicatorList[], name: string): void {
  if (others.some((list) => list.name === name)) throw guardDutyError(WORDS[kind].exists);
}
