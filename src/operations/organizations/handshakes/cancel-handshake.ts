import { operation } from '../operation.ts';
import { handshakeShape } from './handshake-shape.ts';
import { ended, ownHandshake } from './own-handshake.ts';

/** Only who sent it may cancel. */
export const cancelHandshake = operation('CancelHandshake', async (input, context) => {
  const { handshake } = await ownHandshake(input.HandshakeId, ['sender'], context);
  const canceled = ended(handshake, 'CANCELED', context.clock.now());
  await context.store.organizations.putHandshake(canceled);
  return { Handshake: await handshakeShape(canceled, context) };
});
