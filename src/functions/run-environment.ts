import { join } from 'node:path';
import type { FunctionRun } from '../domain/function-run.ts';
import { LATEST } from '../domain/lambda-function.ts';

/** Nothing listens there: what must not be reached is refused at once. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * All that a function finds in its environment. AWS's clients have one endpoint and the role's
 * credentials; other clients that heed proxies get nowhere but to that endpoint and this machine.
 */
export function runEnvironment(
  run: FunctionRun,
  endpoint: string,
  folder: string,
): Record<string, string> {
  const { credentials, region } = run;
  const direct = ['127.0.0.1', 'localhost', '::1', new URL(endpoint).hostname].join(',');
  return {
    ...run.variables,
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin',
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EXECUTION_ENV: `AWS_Lambda_${run.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: run.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: LATEST,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(run.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupName(run),
    AWS_LAMBDA_LOG_STREAM_NAME: run.logStreamName,
    LAMBDA_TASK_ROOT: join(folder, 'task'),
    _HANDLER: run.handler,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    http_proxy: NOWHERE,
    https_proxy: NOWHERE,
    NO_PROXY: direct,
    no_proxy: direct,
  };
}

/** What the bootstrap reads: the event, and what the context object says. */
export function runInput(run: FunctionRun): string {
  return JSON.stringify({
    handler: run.handler,
    requestId: run.requestId,
    functionName: run.functionName,
    functionArn: run.functionArn,
    memoryMegabytes: run.memoryMegabytes,
    timeoutMillis: run.timeoutSeconds * 1000,
    logGroupName: logGroupName(run),
    logStreamName: run.logStreamName,
    event: run.event,
    clientContext: run.clientContext,
  });
}

function logGroupName({ functionName }: FunctionRun): string {
  return `/aws/lambda/${functionName}`;
}
