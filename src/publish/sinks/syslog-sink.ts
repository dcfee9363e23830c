import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { DELIVERY_HTTP_SECONDS, SYSLOG_DATAGRAM_BYTES_MAX } from '../../limits.ts';
import { DeliveryError } from '../delivery-error.ts';

export interface SyslogTarget {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'udp' | 'tcp' | 'tls';
  /** PEM of the authority that the server's certificate is checked by. */
  readonly ca?: string;
}

/**
 * Sends messages. Syslog has no answer: over TCP and TLS they count as arrived once the other side
 * has acknowledged our end of the connection, over UDP once they have left.
 */
export async function sendSyslog(target: SyslogTarget, messages: readonly string[]): Promise<void> {
  if (target.protocol === 'udp') return sendDatagrams(target, messages);
  const signal = AbortSignal.timeout(DELIVERY_HTTP_SECONDS * 1000);
  const socket = open(target);
  try {
    await once(socket, target.protocol === 'tls' ? 'secureConnect' : 'connect', { signal });
    socket.resume();
    // Octet counting (RFC 6587, 3.4.1): messages may then hold anything.
    const framed = messages.map((text) => `${Buffer.byteLength(text)} ${text}`).join('');
    const ended = once(socket, 'close', { signal });
    socket.end(framed);
    await ended;
    if (socket.errored) throw socket.errored;
  } finally {
    socket.destroy();
  }
}

function open({ host, port, protocol, ca }: SyslogTarget): Socket {
  if (protocol === 'tcp') return connectTcp({ host, port });
  // An address is no server name (RFC 6066); the certificate is compared with the host anyhow.
  const named = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ host, port, ...named, ...(ca !== undefined && { ca }) });
}

async function sendDatagrams(
  { host, port }: SyslogTarget,
  messages: readonly string[],
): Promise<void> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    for (const text of messages) {
      const bytes = Buffer.from(text).subarray(0, SYSLOG_DATAGRAM_BYTES_MAX);
      await new Promise<void>((resolve, reject) => {
        socket.send(bytes, port, host, (error) => {
          if (error) reject(new DeliveryError('udp', false));
          else resolve();
        });
      });
    }
  } finally {
    socket.close();
  }
}
