import { operation } from '../operation.ts';
import { handshakeShape } from './handshake-shape.ts';
import { ended, ownHandshake } from './own-handshake.ts';

/** Only whom it was sent to may decline. */
export const declineHandshake = operation('DeclineHandshake', async (input, context) => {
  const { handshake } = await ownHandshake(input.HandshakeId, ['recipient'], context);
  const declined = ended(handshake, 'DECLINED', context.clock.now());
  await context.store.organizations.putHandshake(declined);
  return { Handshake: await handshakeShape(declined, context) };
});
