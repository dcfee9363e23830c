import { connect, type Server, type Socket } from 'node:net';
import { FUNCTION_CONNECTIONS_MAX } from '../limits.ts';

/**
 * What Node runs inside of a run's own network, before the function: listens where the function
 * looks for the server, and hands the listener out to the server. It ends when that has it.
 */
export const gateJs = `
'use strict';
const gate = require('node:net').createServer();
gate.listen(Number(process.argv[1]), '127.0.0.1', () => process.send('gate', gate));
process.once('message', () => process.exit(0));
`;

/** Where a function finds the server, whatever address it has outside. */
export function insideUrl(endpoint: string): string {
  return `http://127.0.0.1:${portOf(endpoint)}`;
}

export function portOf(endpoint: string): number {
  return Number(new URL(endpoint).port || 80);
}

/**
 * Carries what comes in at a run's gate to the endpoint and nowhere else. Answers how to close it.
 */
export function serveGate(gate: Server, endpoint: string): () => void {
  const host = new URL(endpoint).hostname.replace(/^\[(.*)\]$/, '$1');
  const port = portOf(endpoint);
  const open = new Set<Socket>();
  gate.maxConnections = FUNCTION_CONNECTIONS_MAX;
  gate.on('connection', (inner) => {
    const outer = connect({ host, port });
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // Whichever end breaks, the other learns of it by its own end.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroySoon();
      });
    }
  });
  return () => {
    gate.close();
    for (const socket of open) socket.destroy();
  };
}
