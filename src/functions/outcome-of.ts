import type { FunctionOutcome, FunctionRun } from '../domain/function-run.ts';
import type { ProcessEnd } from './run-process.ts';

interface Answer {
  readonly failed: boolean;
  readonly payload: string;
}

/** What a caller reads of a run, in Lambda's words, with the lines around its log. */
export function outcomeOf(
  { requestId, timeoutSeconds, memoryMegabytes }: FunctionRun,
  end: ProcessEnd,
  millis: number,
  payloadBytesMax: number,
): FunctionOutcome {
  const { failed, payload } = answerOf(end, requestId, timeoutSeconds, payloadBytesMax);
  const dropped =
    end.droppedBytes > 0 ? [`[${end.droppedBytes} bytes of output were dropped]`] : [];
  const duration = `Duration: ${millis.toFixed(2)} ms`;
  const log = [
    `START RequestId: ${requestId} Version: $LATEST`,
    ...dropped,
    end.output.replace(/\n$/, ''),
    ...(end.timedOut ? [`${requestId} ${timeoutText(timeoutSeconds)}`] : []),
    `END RequestId: ${requestId}`,
    `REPORT RequestId: ${requestId}\t${duration}\tMemory Size: ${memoryMegabytes} MB`,
  ];
  return { failed, payload, log: `${log.filter((line) => line !== '').join('\n')}\n` };
}

function answerOf(
  end: ProcessEnd,
  requestId: string,
  timeoutSeconds: number,
  payloadBytesMax: number,
): Answer {
  if (end.timedOut) {
    return failure(
      'Sandbox.Timedout',
      `RequestId: ${requestId} Error: ${timeoutText(timeoutSeconds)}`,
    );
  }
  const answer = end.answer === undefined ? undefined : parsed(end.answer);
  const bytes = answer === undefined ? 0 : Buffer.byteLength(answer.payload);
  if (end.answerTooLong || bytes > payloadBytesMax) {
    return failure(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${payloadBytesMax} bytes).`,
    );
  }
  if (answer !== undefined) return answer;
  return failure(
    'Runtime.ExitError',
    `RequestId: ${requestId} Error: Runtime exited with error: ${end.status}`,
  );
}

function timeoutText(seconds: number): string {
  return `Task timed out after ${seconds.toFixed(2)} seconds`;
}

function failure(errorType: string, errorMessage: string): Answer {
  return { failed: true, payload: JSON.stringify({ errorType, errorMessage }) };
}

/** A function may write there itself: what is no answer of the bootstrap is none. */
function parsed(text: string): Answer | undefined {
  try {
    const { failed, payload } = JSON.parse(text) as Partial<Answer>;
    return typeof failed === 'boolean' && typeof payload === 'string' && isJson(payload)
      ? { failed, payload }
      : undefined;
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  JSON.parse(text);
  return true;
}
