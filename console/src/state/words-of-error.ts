/** What a person reads of something that was thrown: the API's own words where it has some. */
export function wordsOfError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isPlain = error.name === 'Error' || error.message.includes(error.name);
  return isPlain ? error.message : `${error.name}: ${error.message}`;
}
