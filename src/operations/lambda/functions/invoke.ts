import { roleForService } from '../../../authorise/service-role.ts';
import type { FunctionOutcome, FunctionRun } from '../../../domain/function-run.ts';
import { functionArn, LATEST, type LambdaFunction } from '../../../domain/lambda-function.ts';
import {
  FUNCTION_EVENT_BYTES_MAX,
  FUNCTION_LOG_TAIL_BYTES,
  FUNCTION_PAYLOAD_BYTES_MAX,
  FUNCTION_SESSION_SPARE_SECONDS,
} from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { issueSession } from '../../sts/issue-session.ts';
import { variablesOf } from '../configuration-shape.ts';
import { lambdaErrors } from '../errors.ts';
import { logStreamName } from '../log-stream-name.ts';
import { query } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

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

/** Nothing is an empty object, as on AWS. */
function jsonOf(payload: Uint8Array): string {
  if (payload.length === 0) return '{}';
  const text = Buffer.from(payload).toString('utf8');
  try {
    JSON.parse(text);
  } catch {
    throw lambdaErrors.notJson();
  }
  return text;
}

/** All that a run is handed: its code, and credentials of its role that end with it. */
async function runOf(
  lambda: LambdaFunction,
  event: string,
  clientContext: string | undefined,
  context: OperationContext,
): Promise<FunctionRun> {
  const { store, partition, services, requestId, clock } = context;
  const { accountId, region, name, roleArn } = lambda;
  const arn = functionArn(lambda, partition);
  const asking = { service: 'lambda.amazonaws.com', sourceArn: arn, now: clock.now() };
  const role = await roleForService({ ...asking, roleArn, accountId, region, partition }, store);
  if (role === undefined) throw lambdaErrors.roleNotAssumable();
  const code = await store.functions.code(accountId, region, name);
  if (code === undefined) throw lambdaErrors.functionNotFound(arn);
  const session = await issueSession(
    {
      kind: 'role-session',
      accountId,
      roleName: role.name,
      roleId: role.id,
      rolePath: role.path,
      sessionName: name,
      originAccountId: accountId,
    },
    lambda.timeoutSeconds + FUNCTION_SESSION_SPARE_SECONDS,
    context,
  );
  return {
    functionArn: arn,
    functionName: name,
    accountId,
    region,
    runtime: lambda.runtime,
    handler: lambda.handler,
    timeoutSeconds: lambda.timeoutSeconds,
    memoryMegabytes: lambda.memoryMegabytes,
    code,
    variables: variablesOf(lambda, services) ?? {},
    logStreamName: logStreamName(lambda),
    requestId,
    event,
    ...(clientContext !== undefined && { clientContext: decoded(clientContext) }),
    credentials: {
      accessKeyId: session.AccessKeyId ?? '',
      secretAccessKey: session.SecretAccessKey ?? '',
      sessionToken: session.SessionToken ?? '',
    },
  };
}

function decoded(clientContext: string): string {
  return jsonOf(Buffer.from(clientContext, 'base64'));
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
