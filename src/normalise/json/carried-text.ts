import { type JsonObject, objectOf } from './parsed-object.ts';

/**
 * Members in which a record travels as text, whatever carried it: `aws cloudtrail lookup-events`,
 * CloudWatch Logs and its Insights, Filebeat, Vector, Splunk, container runtimes, Elastic
 * (`event.original`).
 */
const CARRIERS = ['CloudTrailEvent', 'message', '@message', '_raw', 'log', 'original'];
/**
 * Members around a record, as text or as an object: exports of Splunk, Elastic and the console of
 * CloudWatch Logs Insights, and what shippers of logs make of a line that is JSON.
 */
const HOLDERS = ['event', 'result', '_source', '@message', 'message', 'log'];

/** The text of the record that an object carries, if it is one that does. */
export function carriedText(object: JsonObject): string | undefined {
  for (const one of [
    object,
    ...heldObjects(object).flatMap((held) => [held, ...heldObjects(held)]),
  ]) {
    for (const name of CARRIERS) {
      const text = one[name];
      if (typeof text === 'string' && text !== '') return text.trim();
    }
  }
  return undefined;
}

/** The objects that may be the record itself. */
export function heldObjects(object: JsonObject): readonly JsonObject[] {
  return HOLDERS.map((name) => objectOf(object[name])).filter((held) => held !== undefined);
}
