import type * as sdk from '@aws-sdk/client-organizations';
import type { Handshake } from '../../../domain/handshake.ts';
import type { PagedList } from '../../../domain/page-token.ts';
import type { OperationContext } from '../../context.ts';
import { type PageInput, pageOf } from '../page.ts';
import { handshakeShape } from './handshake-shape.ts';
import { isForgotten } from './own-handshake.ts';

interface ListInput extends PageInput {
  readonly Filter?: sdk.HandshakeFilter | undefined;
}

/**
 * A page of handshakes, without those that are forgotten by now: it may be shorter than asked for
 * while more follow, as AWS says of these lists. All are invitations, and none has a parent.
 */
export async function shownHandshakes(
  list: PagedList,
  input: ListInput,
  load: (limit: number, after?: string) => Promise<Handshake[]>,
  context: OperationContext,
): Promise<{ Handshakes: sdk.Handshake[]; NextToken?: string | undefined }> {
  const { ActionType: action = 'INVITE', ParentHandshakeId: parent } = input.Filter ?? {};
  if (action !== 'INVITE' || parent !== undefined) return { Handshakes: [] };
  const { rows, NextToken } = await pageOf(list, input, load, (row) => row.handshakeId);
  const now = context.clock.now();
  const shown = rows.filter((row) => !isForgotten(row, now));
  const shapes = shown.map((row) => handshakeShape(row, context));
  return { Handshakes: await Promise.all(shapes), NextToken };
}
