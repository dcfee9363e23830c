import type { IncomingMessage } from 'node:http';

/** A request before its body. */
export interface RequestHead {
  readonly method: string;
  /** As sent, without the query: percent escapes are the signature's and the router's business. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names in lower case. Values of a repeated header are joined by a comma, in the order sent. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Node's own `headers` drop all but the first of several and cost more than the rest of a call. */
export function headOf(
  request: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>,
): RequestHead {
  const { url = '', method = '', rawHeaders } = request;
  const headers = new Map<string, string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    const former = headers.get(name);
    headers.set(name, former === undefined ? value : `${former},${value}`);
  }
  const mark = url.indexOf('?');
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers,
  };
}
