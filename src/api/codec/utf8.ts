import { MalformedInput } from '../malformed-input.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of a body. Throws `MalformedInput` where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new MalformedInput('The body is not UTF-8', 'body', { cause: error });
  }
}
