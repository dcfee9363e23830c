import { LATEST, type LambdaFunction } from '../../../domain/lambda-function.ts';
import {
  FUNCTION_EVENT_BYTES_MAX,
  FUNCTION_LOG_TAIL_BYTES,
  FUNCTION_PAYLOAD_BYTES_MAX,
  FUNCTIONS_WAITING_MAX,
} from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { lambdaErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { namedFunction } from '../own-function.ts';
import { decodedContext, jsonOf, runOf } from '../run-of.ts';

/**
 * A `query` in that it needs no transaction around it: the function calls this server while it
 * runs. Nobody waits for a run of type Event: it is put down, and begins by itself.
 */
export const invoke = query('Invoke', async (input, context) => {
  const { services } = context;
  const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
  const { InvocationType: type = 'RequestResponse', ClientContext: clientContext } = input;
  // The wire hands bytes over, whatever else clients may give the SDK.
  const payload = (input.Payload ?? new Uint8Array()) as Uint8Array;
  if (services.functions === undefined) throw lambdaErrors.functionsAreOff();
  if (input.DurableExecutionName !== undefined) throw lambdaErrors.unsupported('Durable execution');
  if (input.TenantId !== undefined) throw lambdaErrors.unsupported('TenantId');
  const bytesMax = type === 'Event' ? FUNCTION_EVENT_BYTES_MAX : FUNCTION_PAYLOAD_BYTES_MAX;
  if (payload.length > bytesMax) throw lambdaErrors.payloadTooLarge(bytesMax);
  const event = jsonOf(payload);
  if (clientContext !== undefined) decodedContext(clientContext);
  if (type === 'DryRun') return { StatusCode: 204 };
  if (type === 'Event') return putDown(lambda, event, clientContext, context);
  const run = await runOf(lambda, event, clientContext, context);
  try {
    const outcome = await services.functions.run(run, { patient: false });
    if (outcome === undefined) throw lambdaErrors.tooManyRequests();
    return {
      StatusCode: 200,
      ExecutedVersion: LATEST,
      Payload: asPayload(outcome.payload),
      ...(outcome.failed && { FunctionError: 'Unhandled' }),
      ...(input.LogType === 'Tail' && { LogResult: tailOf(outcome.log) }),
    };
  } finally {
    await context.store.credentials.delete(run.credentials.accessKeyId);
  }
});

async function putDown(
  { accountId, region, name }: LambdaFunction,
  event: string,
  clientContext: string | undefined,
  { store, services, clock, requestId: id }: OperationContext,
) {
  const waiting = await store.functions.countEvents();
  if (waiting >= FUNCTIONS_WAITING_MAX) throw lambdaErrors.tooManyRequests();
  await store.functions.putEvent({
    ...{ id, accountId, region, name, tries: 0, dueAt: clock.now() },
    sealedEvent: services.sealSecret(event),
    sealedContext: clientContext && services.sealSecret(clientContext),
  });
  services.wakeFunctions();
  return { StatusCode: 202 };
}

function asPayload(text: string) {
  const bytes = new Uint8Array(Buffer.from(text, 'utf8'));
  return Object.assign(bytes, { transformToString: () => text });
}

function tailOf(log: string): string {
  return Buffer.from(log, 'utf8').subarray(-FUNCTION_LOG_TAIL_BYTES).toString('base64');
}
