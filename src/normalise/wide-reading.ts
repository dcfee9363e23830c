import { TextDecoder } from 'node:util';
import type { Reading } from './log-reader.ts';
import type { LogSink } from './log-sink.ts';
import { textReading } from './text-reading.ts';

export type WideEncoding = 'utf-16le' | 'utf-16be';

/** What the mark at the start says; shells of Windows write so what a program prints. */
export function wideEncodingOf(start: Uint8Array): WideEncoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : undefined;
}

/** Reads UTF-16 as the UTF-8 that it stands for. What is no character becomes U+FFFD. */
export class WideReading implements Reading {
  private readonly decoder: TextDecoder;
  private inner: Reading | undefined;

  constructor(
    private readonly sink: LogSink,
    encoding: WideEncoding,
  ) {
    this.decoder = new TextDecoder(encoding);
  }

  get isOver(): boolean {
    return this.sink.isOver;
  }

  feed(piece: Uint8Array): Promise<void> | undefined {
    return this.pass(Buffer.from(this.decoder.decode(piece, { stream: true })));
  }

  async finish(): Promise<void> {
    await this.pass(Buffer.from(this.decoder.decode()));
    await this.inner?.finish();
  }

  close(): void | Promise<void> {
    return this.inner?.close();
  }

  private pass(text: Buffer): Promise<void> | undefined {
    this.inner ??= textReading(text, 0, this.sink);
    return this.inner?.feed(text);
  }
}
