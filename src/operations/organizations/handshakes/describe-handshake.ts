import { query } from '../operation.ts';
import { handshakeShape } from './handshake-shape.ts';
import { ownHandshake } from './own-handshake.ts';

export const describeHandshake = query('DescribeHandshake', async (input, context) => {
  const { handshake } = await ownHandshake(input.HandshakeId, ['sender', 'recipient'], context);
  return { Handshake: await handshakeShape(handshake, context) };
});
