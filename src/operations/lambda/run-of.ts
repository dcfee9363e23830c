import type { FunctionRun } from '../../domain/function-run.ts';
import { functionArn, type LambdaFunction } from '../../domain/lambda-function.ts';
import { FUNCTION_SESSION_SPARE_SECONDS } from '../../limits.ts';
import type { OperationContext } from '../context.ts';
import { sessionForService } from '../sts/session-for-service.ts';
import { variablesOf } from './configuration-shape.ts';
import { lambdaErrors } from './errors.ts';
import { logStreamName } from './log-stream-name.ts';

/** All that a run is handed: its code, and credentials of its role that end with it. */
export async function runOf(
  lambda: LambdaFunction,
  event: string,
  clientContext: string | undefined,
  context: Pick<OperationContext, 'store' | 'partition' | 'services' | 'requestId' | 'clock'>,
): Promise<FunctionRun> {
  const { store, partition, services, requestId } = context;
  const { accountId, region, name, roleArn } = lambda;
  const arn = functionArn(lambda, partition);
  const code = await store.functions.code(accountId, region, name);
  if (code === undefined) throw lambdaErrors.functionNotFound(arn);
  const service = 'lambda.amazonaws.com';
  const seconds = lambda.timeoutSeconds + FUNCTION_SESSION_SPARE_SECONDS;
  const asked = { roleArn, service, sessionName: name, region, seconds, sourceArn: arn };
  const session = await sessionForService(asked, context);
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
    ...(clientContext !== undefined && { clientContext: decodedContext(clientContext) }),
    credentials: session,
  };
}

/** What the caller added, as JSON. Throws where it is none. */
export function decodedContext(clientContext: string): string {
  return jsonOf(Buffer.from(clientContext, 'base64'));
}

/** Nothing is an empty object, as on AWS. */
export function jsonOf(payload: Uint8Array): string {
  if (payload.length === 0) return '{}';
  const text = Buffer.from(payload).toString('utf8');
  try {
    JSON.parse(text);
  } catch {
    throw lambdaErrors.notJson();
  }
  return text;
}
