import { SessionError } from '../api/session.ts';
import type { Messages } from '../messages/messages.ts';

/** What browsers say, each in its own way, where there was no answer. */
const NO_ANSWER = /^(Failed to fetch|Load failed|NetworkError when)/;

/** What a person reads of something that was thrown: the API's own words where it has some. */
export function wordsOfError(error: unknown, { signIn: { errors } }: Messages): string {
  if (error instanceof SessionError) {
    const words: Readonly<Record<string, string>> = errors;
    return (Object.hasOwn(words, error.code) && words[error.code]) || errors.unknown;
  }
  if (!(error instanceof Error)) return String(error);
  if (error instanceof TypeError && NO_ANSWER.test(error.message)) return errors.unreachable;
  const isPlain = error.name === 'Error' || error.message.includes(error.name);
  return isPlain ? error.message : `${error.name}: ${error.message}`;
}
