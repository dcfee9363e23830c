import type { FunctionRun } from '../domain/function-run.ts';
import { createRunner, type Runner, type RunnerOptions } from './create-runner.ts';
import { inlineArchive } from './inline-archive.ts';

/** A runner whose functions are given an address where nothing listens. */
export function testRunner(more: Partial<RunnerOptions> = {}): Runner {
  return createRunner({
    endpoint: 'http://127.0.0.1:9',
    interpreters: { python: 'python3', node: process.execPath },
    isolation: 'namespaces',
    hidden: [],
    ...more,
  });
}

/** A run of inline code; `handler` is in the file that inline code becomes. */
export function runOf(
  runtime: string,
  source: string,
  more: Partial<FunctionRun> = {},
): FunctionRun {
  return {
    functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:test',
    functionName: 'test',
    accountId: '111122223333',
    region: 'us-east-1',
    runtime,
    handler: 'index.handler',
    timeoutSeconds: 100,
    memoryMegabytes: 128,
    code: inlineArchive(runtime, source) ?? new Uint8Array(),
    variables: {},
    logStreamName: '2026/03/01/[$LATEST]0123456789abcdef0123456789abcdef',
    requestId: '11111111-2222-3333-4444-555555555555',
    event: '{}',
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' },
    ...more,
  };
}
