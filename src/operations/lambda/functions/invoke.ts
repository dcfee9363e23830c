import type { FunctionOutcome, FunctionRun } from '../../../domain/function-run.ts';
import { LATEST } from '../../../domain/lambda-function.ts';
import {
  FUNCTION_EVENT_BYTES_MAX,
  FUNCTION_LOG_TAIL_BYTES,
  FUNCTION_PAYLOAD_BYTES_MAX,
} from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { lambdaErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { namedFunction } from '../own-function.ts';
import { jsonOf, runOf } from '../run-of.ts';

/**
 * A `query` in that it needs no transaction around it: the function calls this server while it
 * runs. Nobody waits for a run of type Event; what fails there is told to the operator.
 */
export const invoke = query('Invoke', async (input, context) => {
  const { services } = context;
  const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
  const { InvocationType: type = 'RequestResponse' } = input;
  // The wire hands bytes over, whatever else clients may give the SDK.
  const payload = (input.Payload ?? new Uint8Array()) as Uint8Array;
  if (services.functions === undefined) throw lambdaErrors.functionsAreOff();
  if (input.DurableExecutionName !== undefined) throw lambdaErrors.unsupported('Durable execution');
  if (input.TenantId !== undefined) throw lambdaErrors.unsupported('TenantId');
  const bytesMax = type === 'Event' ? FUNCTION_EVENT_BYTES_MAX : FUNCTION_PAYLOAD_BYTES_MAX;
  if (payload.length > bytesMax) throw lambdaErrors.payloadTooLarge(bytesMax);
  const event = jsonOf(payload);
  if (type === 'DryRun') return { StatusCode: 204 };
  const run = await runOf(lambda, event, input.ClientContext, context);
  const running = services.functions.run(run, { patient: type === 'Event' });
  if (running === undefined) {
    await context.store.credentials.delete(run.credentials.accessKeyId);
    throw lambdaErrors.tooManyRequests();
  }
  const ended = running.finally(() =>
    context.store.credentials.delete(run.credentials.accessKeyId),
  );
  if (type === 'Event') {
    ended.then(
      (outcome) => tellFailure(outcome, run, context),
      (error: unknown) => services.warn('a function could not be run', about(run, String(error))),
    );
    return { StatusCode: 202 };
  }
  const { payload: answer, failed, log } = await ended;
  return {
    StatusCode: 200,
    ExecutedVersion: LATEST,
    Payload: asPayload(answer),
    ...(failed && { FunctionError: 'Unhandled' }),
    ...(input.LogType === 'Tail' && { LogResult: tailOf(log) }),
  };
});

function asPayload(text: string) {
  const bytes = new Uint8Array(Buffer.from(text, 'utf8'));
  return Object.assign(bytes, { transformToString: () => text });
}

/** What a function says of its own failure may be long, or secret: its first line is shown. */
function tellFailure(
  { failed, payload }: FunctionOutcome,
  run: FunctionRun,
  { services }: OperationContext,
): void {
  if (!failed) return;
  const { errorType = 'Error', errorMessage = '' } = JSON.parse(payload) as Record<string, string>;
  const [line = ''] = String(errorMessage).split('\n');
  services.warn('a function failed', about(run, `${errorType}: ${line.slice(0, 300)}`));
}

function about({ functionArn: lambda, requestId }: FunctionRun, reason: string) {
  return { function: lambda, requestId, reason };
}

function tailOf(log: string): string {
  return Buffer.from(log, 'utf8').subarray(-FUNCTION_LOG_TAIL_BYTES).toString('base64');
}
