/** ISO 8601 as AWS takes it: from a year alone to a fraction of a second with an offset. */
const ISO =
  /^-?\d{4,9}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?)?)?$/i;

/**
 * A date of a condition in epoch milliseconds: ISO 8601, or seconds since 1970. Without an offset
 * it is UTC. Undefined for what is no date.
 */
export function parseDate(text: string): number | undefined {
  // Four digits are a year; other numbers are seconds.
  if (/^\d+(\.\d+)?$/.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000;
  if (!ISO.test(text)) return undefined;
  const upper = text.toUpperCase();
  const hasTime = upper.includes('T');
  const hasOffset = hasTime && /(Z|[+-]\d{2}(:?\d{2})?)$/.test(upper.slice(upper.indexOf('T')));
  const short = upper.replace(/([+-]\d{2})$/, hasTime && hasOffset ? '$1:00' : '$1');
  const at = Date.parse(hasTime && !hasOffset ? `${short}Z` : short);
  return Number.isNaN(at) ? undefined : at;
}
