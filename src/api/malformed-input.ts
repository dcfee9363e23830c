import type { Violation } from '../lib/violation.ts';

/** An input that cannot be read at all; the message is for its sender. */
export class MalformedInput extends Error {
  constructor(
    message: string,
    readonly where: Violation['in'] = 'body',
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MalformedInput';
  }
}
