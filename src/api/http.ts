import type { IncomingHttpHeaders } from 'node:http';

/** A request before its body. */
export interface RequestHead {
  readonly method: string;
  /** As sent, without the query: percent escapes are the signature's and the router's business. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as sent: `headers` hides repeated ones. */
  readonly rawHeaders: readonly string[];
}

export interface HttpRequest extends RequestHead {
  readonly body: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
