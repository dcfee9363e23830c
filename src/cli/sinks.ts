import { Command } from 'commander';
import { callVedette, refusalOf, type VedetteAnswer, type VedetteCall } from './call-vedette.ts';
import { addClientOptions, type ClientOptions, callerOf } from './client-options.ts';
import { printRows, type Row } from './print-rows.ts';

interface ResendOptions extends ClientOptions {
  readonly number: number[];
}

/** `vedette sinks`: how what leaves a running server does. */
export function sinksCommand(): Command {
  const list = new Command('list')
    .description('how each sink does: its queue, its last success, its last error')
    .action(listSinks);
  const dead = new Command('dead-letters')
    .description('what was given up')
    .argument('[sink]', 'only of this one')
    .action(listDeadLetters);
  const resend = new Command('resend')
    .description('send dead letters again')
    .argument('<sink>', 'name of the sink')
    .option(
      '--number <number>',
      'only this one; repeatable (default: all)',
      (text: string, before: number[]) => [...before, Number(text)],
      [],
    )
    .action(resendDeadLetters);
  return new Command('sinks')
    .description('sinks of events and mail of a running server')
    .addCommand(addClientOptions(list))
    .addCommand(addClientOptions(dead))
    .addCommand(addClientOptions(resend));
}

async function listSinks(options: ClientOptions): Promise<void> {
  const answer = await call(options, { method: 'GET', path: '/sinks' });
  const columns = ['name', 'type', 'waiting', 'deadLetters', 'delivered', 'dropped'];
  printRows(answer.body.sinks as Row[], [
    ...columns,
    'lastSuccessAt',
    'lastFailureAt',
    'lastError',
  ]);
}

async function listDeadLetters(sink: string | undefined, options: ClientOptions): Promise<void> {
  const query = new Map(sink === undefined ? [] : [['sink', sink] as const]);
  const answer = await call(options, { method: 'GET', path: '/sinks/dead-letters', query });
  const columns = ['number', 'sink', 'eventId', 'kind', 'accountId', 'region', 'tries'];
  printRows(answer.body.deadLetters as Row[], [...columns, 'lastError', 'createdAt']);
}

async function resendDeadLetters(sink: string, options: ResendOptions): Promise<void> {
  const numbers = options.number.length > 0 ? { numbers: options.number } : {};
  const body = Buffer.from(JSON.stringify({ sink, ...numbers }));
  const path = '/sinks/dead-letters';
  const answer = await call(options, { path, contentType: 'application/json', body });
  console.log(`${answer.body.resent} dead letters of ${sink} are sent again.`);
}

async function call(options: ClientOptions, request: VedetteCall): Promise<VedetteAnswer> {
  const answer = await callVedette(callerOf(options), request);
  if (answer.status !== 200) throw new Error(refusalOf(answer));
  return answer;
}
