import { type Outcome, skipped, unreadable } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { INPUT_SOURCES } from '../record-head-names.ts';
import { heldObjects } from './carried-text.ts';
import { cloudTrailOutcome } from './cloud-trail-record.ts';
import { dnsOutcome } from './dns-record.ts';
import { kubernetesOutcome } from './kubernetes-record.ts';
import { type JsonObject, listOf, objectOf, parsedObject, textOf } from './parsed-object.ts';

const UNKNOWN: readonly Outcome[] = [unreadable('unknown-record')];
/** Envelopes in envelopes: a queue's message of a topic's notice of an event is three. */
const NESTED_MAX = 4;

/** What a JSON object is, or the objects that it stands around. */
export function outcomesOf(
  record: JsonObject,
  source: LogSource,
  nested = NESTED_MAX,
): readonly Outcome[] {
  if (typeof record.query_name === 'string') return [dnsOutcome(record, source)];
  if (isAuditEvent(record)) return [kubernetesOutcome(record, source)];
  if (isOfAudit(record)) {
    return Array.isArray(record.items) && nested > 0
      ? unwrapped(record.items, source, nested)
      : UNKNOWN;
  }
  if (record.eventSource === 'aws:s3') return [skipped('pointer')];
  if (textOf(record.eventSource).startsWith(INPUT_SOURCES)) return ofNotice(record, source, nested);
  if (typeof record.eventSource === 'string' || typeof record.eventName === 'string') {
    return [cloudTrailOutcome(record, source)];
  }
  if (record.digestStartTime !== undefined) return [skipped('digest')];
  return ofNotice(record, source, nested);
}

function isOfAudit(record: JsonObject): boolean {
  return textOf(record.apiVersion).startsWith('audit.k8s.io/');
}

/** Inside a list, events say neither their kind nor the version of the API. */
function isAuditEvent(record: JsonObject): boolean {
  if (record.kind === 'Event' && isOfAudit(record)) return true;
  return [record.auditID, record.stage, record.verb].every((member) => textOf(member) !== '');
}

/** What S3, SNS, SQS and EventBridge send about a log, or with a record inside. */
function ofNotice(record: JsonObject, source: LogSource, nested: number): readonly Outcome[] {
  if (nested === 0) return UNKNOWN;
  const isObject = record.s3Bucket !== undefined && record.s3ObjectKey !== undefined;
  if (isObject || record.Event === 's3:TestEvent') return [skipped('pointer')];
  if (textOf(record['detail-type']) !== '') {
    if (record.source === 'aws.s3' && record['detail-type'] === 'Object Created') {
      return [skipped('pointer')];
    }
    return unwrapped([record.detail], source, nested);
  }
  const inner =
    record.Message ?? record.Body ?? record.body ?? objectOf(record.Sns)?.Message ?? undefined;
  if (typeof inner === 'string') return unwrapped([parsedObject(inner)], source, nested);
  const rows = textsOfRows(record);
  if (rows.length > 0) return unwrapped(rows.map(parsedObject), source, nested);
  const many = listOf(record.Messages ?? record.Records);
  const held = many.length > 0 ? many : heldObjects(record);
  return held.length > 0 ? unwrapped(held, source, nested) : UNKNOWN;
}

/**
 * What queries answer, row by row: `aws cloudtrail get-query-results` with the column `eventJson`,
 * and `aws logs get-query-results` with `@message`.
 */
function textsOfRows(record: JsonObject): readonly string[] {
  return [...listOf(record.QueryResultRows), ...listOf(record.results)]
    .flatMap(listOf)
    .map((cell) => {
      const { eventJson, field, value } = objectOf(cell) ?? {};
      return textOf(eventJson) || (field === '@message' ? textOf(value) : '');
    })
    .filter((text) => text !== '');
}

function unwrapped(
  values: readonly unknown[],
  source: LogSource,
  nested: number,
): readonly Outcome[] {
  return values.flatMap((value) => {
    const inner = objectOf(value);
    return inner === undefined ? UNKNOWN : outcomesOf(inner, source, nested - 1);
  });
}
