import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpPortOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly headerSeconds: number;
  readonly requestSeconds: number;
  readonly keepAliveSeconds: number;
  /** How long `close` lets calls under way go on. */
  readonly shutdownSeconds: number;
}

/** A port that is taken before there is anything to serve, so that a port in use costs nothing. */
export interface HttpPort {
  readonly port: number;
  /** `http://127.0.0.1:4980`: for a listener on all addresses, one that this machine can call. */
  readonly url: string;
  /** Until then every request is answered with 503. */
  serve(listener: RequestListener): void;
  /** Takes no more calls, and resolves when those under way have ended or their time is up. */
  close(): Promise<void>;
}

/** Throws an Error whose text is for the operator. */
export async function openHttpPort(options: HttpPortOptions): Promise<HttpPort> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Content-Type': 'text/plain' }).end('not ready\n');
  };
  const server = createServer(
    {
      headersTimeout: options.headerSeconds * 1000,
      requestTimeout: options.requestSeconds * 1000,
      keepAliveTimeout: options.keepAliveSeconds * 1000,
    },
    (request, response) => listener(request, response),
  );
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${callable(options.host)}:${port}`,
    serve: (given) => {
      listener = given;
    },
    close: () => close(server, options.shutdownSeconds),
  };
}

function listen(server: Server, { host, port }: HttpPortOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(reasonOf(error, host, port))));
    server.listen(port, host, resolve);
  });
}

function close(server: Server, shutdownSeconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function reasonOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is in use: end what listens there, or choose another port.`;
  }
  return `Port ${port} of ${host} cannot be listened on (${error.code ?? error.message}).`;
}

function callable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
