import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionOutcome, FunctionRun } from '../domain/function-run.ts';
import { readZip } from '../lib/zip.ts';
import { confine } from './confinement.ts';
import type { Runner } from './create-runner.ts';
import { inlineArchive } from './inline-archive.ts';
import { outcomeOf } from './outcome-of.ts';
import { runOf, testRunner } from './testing.ts';

let runner: Runner;
let hidden: string;
beforeAll(async () => {
  hidden = await mkdtemp(join(tmpdir(), 'vedette-hidden-'));
  await writeFile(join(hidden, 'master.key'), 'secret', { mode: 0o644 });
  runner = testRunner({ hidden: [hidden] });
});
afterAll(async () => {
  await runner.close();
  await rm(hidden, { recursive: true });
});

async function outcome(run: FunctionRun, by = runner): Promise<FunctionOutcome> {
  const ended = await by.run(run, { patient: false });
  if (ended === undefined) throw new Error('there was no place');
  return ended;
}

async function answer(run: FunctionRun): Promise<unknown> {
  const { failed, payload, log } = await outcome(run);
  if (failed) throw new Error(`${payload}\n${log}`);
  return JSON.parse(payload);
}

const failure = async (run: FunctionRun) => {
  const { failed, payload } = await outcome(run);
  return failed ? (JSON.parse(payload) as { errorType: string; errorMessage: string }) : undefined;
};

describe('a function in Python', () => {
  const py = (source: string, more: Partial<FunctionRun> = {}) => runOf('python3.12', source, more);

  it('is given its event, its context and an environment of its own', async () => {
    const source = `
import os
print("hello")
def handler(event, context):
    left = context.get_remaining_time_in_millis()
    return [event, context.log_stream_name, context.aws_request_id, context.memory_limit_in_mb,
            0 < left <= 100000, context.invoked_function_arn, sorted(os.environ), os.listdir("..")]
`;
    const { payload, log } = await outcome(
      py(source, { event: '{"a":"☂"}', variables: { DetectorId: 'd' } }),
    );
    const [event, stream, id, memory, isInTime, arn, names, around] = JSON.parse(payload);
    expect(event).toEqual({ a: '☂' });
    expect([stream, id, memory, isInTime]).toEqual([
      '2026/03/01/[$LATEST]0123456789abcdef0123456789abcdef',
      '11111111-2222-3333-4444-555555555555',
      '128',
      true,
    ]);
    expect(arn).toBe('arn:aws:lambda:us-east-1:111122223333:function:test');
    expect(names).toEqual(expect.arrayContaining(['AWS_ENDPOINT_URL', 'DetectorId', '_HANDLER']));
    expect(names.filter((name: string) => /^(VEDETTE|npm|NODE|VITEST)/.test(name))).toEqual([]);
    expect(around.sort()).toEqual(['runtime', 'task']);
    expect(log).toMatch(
      /^START RequestId: 1{8}-.*\nhello\nEND RequestId: 1{8}-.*\nREPORT .* ms\t/s,
    );
  });

  it.each([
    ['raises', 'def handler(e, c): raise ValueError("no")', 'ValueError', 'no'],
    [
      'imports what is not there',
      'import nosuch',
      'Runtime.ImportModuleError',
      "Unable to import module 'index': No module named 'nosuch'",
    ],
    [
      'has no such handler',
      'x = 1',
      'Runtime.HandlerNotFound',
      "Handler 'handler' missing on module 'index'",
    ],
    ['is no Python', 'def', 'Runtime.UserCodeSyntaxError', expect.stringContaining('Syntax error')],
    [
      'returns what is no JSON',
      'def handler(e, c): return object()',
      'Runtime.MarshalError',
      expect.stringContaining('not JSON serializable'),
    ],
    [
      'ends itself',
      'import os\ndef handler(e, c): os._exit(3)',
      'Runtime.ExitError',
      expect.stringMatching(/^RequestId: 1{8}.* Error: Runtime exited with error: exit status 3$/),
    ],
    [
      'wants more memory than it has',
      'def handler(e, c): return len(bytearray(900_000_000))',
      'MemoryError',
      '',
    ],
  ])('that %s fails with the reason', async (_what, source, errorType, errorMessage) => {
    expect(await failure(py(source))).toMatchObject({ errorType, errorMessage });
  });

  it('that prints 100 MB leaves the end of it, and says what was dropped', async () => {
    const source = `
def handler(event, context):
    for _ in range(100): print("x" * 1_000_000)
    print("the end")
`;
    const { failed, log } = await outcome(py(source));
    expect(failed).toBe(false);
    expect(log.length).toBeLessThan(70_000);
    expect(log).toMatch(/\[\d{8,9} bytes of output were dropped\]/);
    expect(log).toContain('the end\nEND');
  });

  it('that does not end is ended with everything that it began, whatever it did', async () => {
    const marker = `left-over-${process.pid}`;
    const source = `
import os, subprocess, sys, time
def handler(event, context):
    if os.fork() == 0:
        os.setsid()
        os.execvp("sleep", ["${marker}", "300"])
    subprocess.Popen(["sleep", "300"], start_new_session=True, env={})
    time.sleep(300)
`;
    expect(await failure(py(source, { timeoutSeconds: 1 }))).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage:
        'RequestId: 11111111-2222-3333-4444-555555555555 Error: Task timed out after 1.00 seconds',
    });
    expect(await processesCalled(marker)).toEqual([]);
  });

  it('has a number of processes and of files that it cannot raise', async () => {
    const source = `
from resource import *
def handler(event, context):
    try: setrlimit(RLIMIT_NPROC, (2048, 2048))
    except ValueError: return [getrlimit(one) for one in (RLIMIT_NPROC, RLIMIT_NOFILE)]
`;
    expect(await answer(py(source))).toEqual([
      [1024, 1024],
      [1024, 1024],
    ]);
  });

  it('sees no other folder, run or process, and writes only into its own folder', async () => {
    const source = `
import os
def attempt(work):
    try: return work()
    except OSError as error: return type(error).__name__
def handler(event, context):
    return {
        "key": attempt(lambda: open("${hidden}/master.key").read()),
        "data": attempt(lambda: os.listdir("${hidden}")),
        "temporary": os.listdir("${tmpdir()}"),
        "processes": sum(name.isdigit() for name in os.listdir("/proc")) < 6,
        "home": attempt(lambda: open("${homedir()}/.profile").read()).endswith("Error"),
        "code": attempt(lambda: open("index.py", "a")) == "PermissionError" or os.getuid() != 65534,
        "system": attempt(lambda: open("/etc/vedette-was-here", "w")),
        "own": attempt(lambda: open("/tmp/mine", "w").write("ok")),
    }
`;
    expect(await answer(py(source))).toEqual({
      key: 'FileNotFoundError',
      data: 'FileNotFoundError',
      temporary: expect.arrayContaining(['task']),
      processes: true,
      home: true,
      code: true,
      system: 'PermissionError',
      own: 2,
    });
  });
});

describe('a function in JavaScript', () => {
  const js = (source: string, more: Partial<FunctionRun> = {}) => runOf('nodejs20.x', source, more);

  it.each([
    ['a promise', 'exports.handler = async (event) => ({ got: event.a })', { got: 1 }],
    [
      'its callback, when nothing is left to do',
      'exports.handler = (e, c, done) => { done(null, [1]); setTimeout(() => {}, 1); }',
      [1],
    ],
    [
      'context.done',
      'exports.handler = (e, c) => { c.done(null, c.functionName); setInterval(() => {}, 9); }',
      'test',
    ],
    ['nothing', 'exports.handler = () => undefined', null],
  ])('answers by %s', async (_how, source, value) => {
    expect(await answer(js(source, { event: '{"a":1}' }))).toEqual(value);
  });

  it.each([
    ['rejects', 'exports.handler = async () => { throw new TypeError("no"); }', 'TypeError', 'no'],
    [
      'throws later',
      'exports.handler = (e, c, done) => setTimeout(() => { throw new Error("late"); }, 1)',
      'Runtime.UncaughtException',
      'late',
    ],
    ['is no JavaScript', 'exports.handler = (', 'Runtime.UserCodeSyntaxError', expect.any(String)],
    [
      'has no such handler',
      'exports.other = 1',
      'Runtime.HandlerNotFound',
      'index.handler is undefined or not exported',
    ],
  ])('that %s fails with the reason', async (_what, source, errorType, errorMessage) => {
    expect(await failure(js(source))).toMatchObject({ errorType, errorMessage });
  });
});

/** Its parts: createLanguages, createPlaces, runEnvironment, runFolder, runProcess, runSettings. */
describe('the runner', () => {
  it('says which runtimes it has, and which version runs another one', async () => {
    expect(await runner.refusal('java21')).toContain('java21 is not supported');
    expect(await runner.refusal('python3.9')).toBeUndefined();
    expect(runner.caveat('python3.9')).toMatch(
      /runtime python3\.9 is run by Python 3\.\d+\.\d+ of this machine/,
    );
    const without = testRunner({ interpreters: { python: '/no/python', node: '/no/node' } });
    expect(await without.refusal('python3.12')).toMatch(
      /has no python that can run functions: .*ENOENT/,
    );
    expect(await without.refusal('nodejs20.x')).toMatch(/has no nodejs/);
  });

  it('has so many places, lets who is patient wait, and turns others away', async () => {
    const narrow = testRunner({ runningMax: 1, waitingMax: 1 });
    const quick = runOf('nodejs20.x', 'exports.handler = async () => 1');
    const first = narrow.run(quick, { patient: false });
    const second = narrow.run(quick, { patient: true });
    expect(narrow.run(quick, { patient: false })).toBeUndefined();
    expect(narrow.run(quick, { patient: true })).toBeUndefined();
    expect((await Promise.all([first, second])).map((one) => one?.payload)).toEqual(['1', '1']);
    await narrow.close();
    expect(narrow.run(quick, { patient: true })).toBeUndefined();
  });

  it('leaves nothing behind, and ends what runs when it is closed', async () => {
    const before = await foldersOfRuns();
    const other = testRunner();
    const forever = runOf(
      'nodejs20.x',
      'exports.handler = () => new Promise(() => setInterval(() => {}, 9))',
    );
    const running = [other.run(forever, { patient: false }), other.run(forever, { patient: true })];
    const ended = Promise.allSettled(running);
    await other.refusal('nodejs20.x');
    await other.close();
    for (const one of await ended) {
      if (one.status === 'fulfilled') expect(one.value?.failed).toBe(true);
      else expect(String(one.reason)).toContain('closing');
    }
    expect(await foldersOfRuns()).toEqual(before);
  });
});

async function foldersOfRuns(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('vedette-functions-')).sort();
}

async function processesCalled(name: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const lines = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.split('\0')[0] === name);
}

describe('what a run is made of', () => {
  it('a command line that hides folders, and limits what may be written (confinement)', () => {
    const interpreter = {
      language: 'python',
      path: '/usr/bin/python3',
      version: '3.11.2',
    } as const;
    const program = { interpreter, arguments: ['-c', 'pass'], addressBytesMax: 7 };
    const run = { folder: '/tmp/run', port: 4980, ...program };
    const limits = { fileBytesMax: 8, openFilesMax: 9, processesMax: 10 };
    const line = confine('namespaces', run, ['/data'], limits);
    expect(line.command).toBe('setpriv');
    expect(line.arguments).toEqual(expect.arrayContaining(['--pid', '--mount', '/data', '--as=7']));
    expect(line.arguments.slice(-3)).toEqual(['/usr/bin/python3', '-c', 'pass']);
    const plain = confine('none', run, ['/data'], limits);
    expect(plain).toEqual({
      command: '/usr/bin/python3',
      arguments: ['-c', 'pass'],
      folder: '/tmp/run',
    });
  });

  it('an answer, or what is said in its place (outcomeOf)', () => {
    const run = runOf('python3.12', '');
    const end = {
      answerTooLong: false,
      timedOut: false,
      status: 'exit status 0',
      output: '',
      droppedBytes: 0,
    };
    const told = (more: object) => JSON.parse(outcomeOf(run, { ...end, ...more }, 1, 10).payload);
    expect(told({ answer: '{"failed":false,"payload":"[1]"}' })).toEqual([1]);
    expect(told({ answer: '{"failed":false,"payload":"no json"}' }).errorType).toBe(
      'Runtime.ExitError',
    );
    expect(told({ answer: 'forged' }).errorType).toBe('Runtime.ExitError');
    expect(told({ answer: '{"failed":false,"payload":"[1,2,3,4,5,6]"}' }).errorType).toBe(
      'Function.ResponseSizeTooLarge',
    );
  });

  it('inline code, with the module for answers where it is brought in (inlineArchive)', () => {
    const files = (runtime: string, source: string) =>
      readZip(inlineArchive(runtime, source) ?? new Uint8Array(), { files: 9, bytes: 9e6 }).map(
        ({ path }) => path,
      );
    expect(files('python3.9', 'import boto3\nimport cfnresponse\n')).toEqual([
      'index.py',
      'cfnresponse.py',
    ]);
    expect(files('python3.9', '# import nothing')).toEqual(['index.py']);
    expect(files('nodejs20.x', "const r = require('cfn-response');")).toEqual([
      'index.js',
      'node_modules/cfn-response/index.js',
    ]);
    expect(inlineArchive('java21', '')).toBeUndefined();
  });

  it.each([
    ['python3.12', 'import cfnresponse as r\ndef handler(e, c): r.send(e, c, r.SUCCESS, {"a": 1})'],
    [
      'nodejs20.x',
      `const r = require("cfn-response");
      exports.handler = (e, c) => { r.send(e, c, r.FAILED, { a: 1 }); };`,
    ],
  ])('an answer to the stack by %s', async (runtime, source) => {
    const got: { type: string | undefined; body: Record<string, unknown> }[] = [];
    const stack = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        got.push({ type: request.headers['content-type'], body: JSON.parse(text) });
        response.end();
      });
    });
    await new Promise<void>((resolve) => stack.listen(0, '127.0.0.1', resolve));
    const ResponseURL = `http://127.0.0.1:${(stack.address() as AddressInfo).port}/answer`;
    const event = { StackId: 's', RequestId: 'r', LogicalResourceId: 'l', ResponseURL };
    const near = testRunner({ endpoint: new URL(ResponseURL).origin });
    const run = runOf(runtime, source, { event: JSON.stringify(event) });
    const { failed, log } = await outcome(run, near);
    await near.close();
    stack.close();
    expect([failed, log]).toEqual([false, expect.stringContaining('status 200')]);
    const { StackId, RequestId, LogicalResourceId } = event;
    expect(got).toHaveLength(1);
    expect(got[0]?.type ?? '').toBe('');
    expect(got[0]?.body).toMatchObject({ StackId, RequestId, LogicalResourceId, Data: { a: 1 } });
    expect(got[0]?.body.PhysicalResourceId).toMatch(/^2026\/03\/01\/\[\$LATEST\]/);
  });
});
