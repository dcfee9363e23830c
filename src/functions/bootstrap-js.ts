/**
 * What Node runs instead of Lambda's own runtime: reads one event from its input, calls the
 * handler, and writes what came of it into descriptor 3. A handler answers by a promise, by its
 * callback, or by `context.done`.
 */
export const bootstrapJs = `
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const started = process.hrtime.bigint();
const given = JSON.parse(fs.readFileSync(0, 'utf8'));
const elapsed = () => Number((process.hrtime.bigint() - started) / 1000000n);
let ended = false;

function finish(failed, payload) {
  if (ended) return;
  ended = true;
  fs.writeSync(3, JSON.stringify({ failed, payload }));
  process.exit(0);
}

function fail(kind, error) {
  const told = error instanceof Error ? error : new Error(String(error));
  const trace = String(told.stack || '').split('\\n').slice(0, 12);
  console.error('ERROR\\t' + kind + ': ' + told.message + '\\n' + trace.slice(1).join('\\n'));
  finish(true, JSON.stringify({ errorType: kind, errorMessage: told.message, trace }));
}

const failed = (error) => fail(error instanceof Error ? error.name : 'Error', error);

function succeed(value) {
  let text;
  try {
    text = JSON.stringify(value === undefined ? null : value);
  } catch (error) {
    return fail('Runtime.MarshalError', error);
  }
  finish(false, text);
}

process.on('uncaughtException', (error) => fail('Runtime.UncaughtException', error));
process.on('unhandledRejection', (error) => fail('Runtime.UnhandledPromiseRejection', error));

const context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: given.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: given.functionArn,
  memoryLimitInMB: String(given.memoryMegabytes),
  awsRequestId: given.requestId,
  logGroupName: given.logGroupName,
  logStreamName: given.logStreamName,
  clientContext: given.clientContext ? JSON.parse(given.clientContext) : undefined,
  getRemainingTimeInMillis: () => Math.max(0, given.timeoutMillis - elapsed()),
  done: (error, value) => (error ? failed(error) : succeed(value)),
  fail: failed,
  succeed,
};

/** The answer of a callback waits until nothing is left to do, or as the handler has it. */
function callback(error, value) {
  const answer = () => context.done(error, value);
  if (error || !context.callbackWaitsForEmptyEventLoop) answer();
  else process.once('beforeExit', answer);
}

async function load() {
  const dot = given.handler.lastIndexOf('.');
  const [file, name] = [given.handler.slice(0, dot), given.handler.slice(dot + 1)];
  const found = ['.js', '.mjs', '.cjs']
    .map((ending) => path.resolve(file + ending))
    .find((candidate) => fs.existsSync(candidate));
  if (!found) return fail('Runtime.ImportModuleError', "Cannot find module '" + file + "'");
  let module;
  try {
    module = await import(pathToFileURL(found).href);
  } catch (error) {
    return fail(
      error instanceof SyntaxError ? 'Runtime.UserCodeSyntaxError' : 'Runtime.ImportModuleError',
      error,
    );
  }
  const handler = module[name] || (module.default && module.default[name]);
  if (typeof handler === 'function') return handler;
  return fail('Runtime.HandlerNotFound', given.handler + ' is undefined or not exported');
}

load().then((handler) => {
  if (ended) return;
  let returned;
  try {
    returned = handler(JSON.parse(given.event), context, callback);
  } catch (error) {
    return failed(error);
  }
  if (returned && typeof returned.then === 'function') returned.then(succeed, failed);
  // Nothing is left to do and nobody has answered: Lambda answers null.
  else process.once('beforeExit', () => finish(false, 'null'));
});
`;
