import { callService } from './call-service.ts';
import type { Caller } from './client-options.ts';

export { UnreachableError } from './call-service.ts';

export type VedetteCall = VedettePost | VedetteGet;

export interface VedettePost {
  readonly method?: 'POST';
  readonly path: '/accounts' | '/records' | '/notices/read' | '/sinks/dead-letters';
  readonly query?: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  readonly contentType: string;
}

export interface VedetteGet {
  readonly method: 'GET';
  readonly path: '/notices' | '/sinks' | '/sinks/dead-letters' | '/sources';
  readonly query?: ReadonlyMap<string, string>;
}

/** What came back: the status, and the JSON object of the body (empty where there was none). */
export interface VedetteAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One signed call of the service `vedette`. Throws UnreachableError only; statuses are answers. */
export async function callVedette(caller: Caller, call: VedetteCall): Promise<VedetteAnswer> {
  const { status, text } = await callService(caller, {
    service: 'vedette',
    path: call.path,
    query: call.query,
    ...(call.method === 'GET'
      ? { method: 'GET', headers: {}, body: new Uint8Array() }
      : { method: 'POST', headers: { 'content-type': call.contentType }, body: call.body }),
  });
  return { status, body: objectOf(text) };
}

/** A member of an answer's body as text; clients of AWS write the same word in two cases. */
export function textOf(answer: VedetteAnswer, member: string): string {
  const value = answer.body[member];
  return typeof value === 'string' ? value : '';
}

export function refusalOf(answer: VedetteAnswer): string {
  const message = textOf(answer, 'message') || textOf(answer, 'Message') || 'no reason given';
  return `The server refused with status ${answer.status}: ${message}`;
}

/** The JSON object that a body is; a message where it is something else. */
export function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return { message: text.slice(0, 200).split('\n')[0] };
  }
}
