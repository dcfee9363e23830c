/** Is this host of an address this very machine? What is sent to it is read by nobody else. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(host);
}
