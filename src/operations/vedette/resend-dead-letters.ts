import { vedetteErrors } from './errors.ts';
import { operation } from './operation.ts';

/** Puts dead letters back into the queue of their sink, as if they had never been tried. */
export const resendDeadLetters = operation('ResendDeadLetters', async (input, context) => {
  const { store, services, clock } = context;
  const { Sink: sink, Numbers: numbers } = input;
  if (!services.sinks().some(({ name }) => name === sink)) throw vedetteErrors.noSink(sink);
  const resent = await store.outbox.resend(sink, clock.now(), numbers);
  services.wakeDeliveries();
  return { Resent: resent };
});
