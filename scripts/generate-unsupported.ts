/**
 * Writes `detections/unsupported.json`: every active finding type that no detection claims, each
 * with the reason. `--check` compares instead of writing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { detections } from '../detections/index.ts';

const target = 'detections/unsupported.json';

interface Fact {
  readonly type: string;
  readonly status: string;
  readonly dataSource: string;
  readonly detection: string;
  readonly trigger: string;
  readonly feature: string;
}

/** Why a kind of detection cannot be made yet. */
const byKind: Readonly<Record<string, string>> = {
  'threat-list': 'can be decided by lists, which is not written yet',
  'threshold/window': 'can be decided by counts over a window of time, which is not written yet',
  'baseline-anomaly': 'needs a learned picture of what is usual, which is not built yet',
  sequence: 'needs correlation of several findings and events, which is not built yet',
  'malware-signature': 'needs a malware scanner, which is not built yet',
  'runtime-agent': 'needs events of an agent on the host, which there is none of yet',
  rule: 'can be decided by a rule over single records, which is not written yet',
};

/** Logs that are not read yet. A type of another log needs that log first. */
const byLog: Readonly<Record<string, string>> = {
  'Runtime monitoring events': 'runtime events are not read yet',
};

function reasonOf(fact: Fact): string {
  if (fact.feature === 'CUSTOM_DETECTION_RULES') {
    return 'Needs Custom Detection Rules, which can be switched on and match nothing yet.';
  }
  const reasons = [byKind[fact.detection], byLog[fact.dataSource]];
  if (reasons[0] === undefined) throw new Error(`no reason for ${fact.detection}: ${fact.type}`);
  const text = reasons.filter((reason) => reason !== undefined).join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const supported = new Set(detections.flatMap((detection) => detection.types));
const facts = JSON.parse(readFileSync('scripts/data/finding-types.json', 'utf8')) as Fact[];
const active = facts.filter((fact) => fact.status === 'active');
const unknown = [...supported].filter((type) => !active.some((fact) => fact.type === type));
if (unknown.length > 0) throw new Error(`no active finding types: ${unknown.join(', ')}`);

const rows = active
  .filter((fact) => !supported.has(fact.type))
  .map((fact) => ({ type: fact.type, reason: reasonOf(fact) }))
  .sort((a, b) => (a.type < b.type ? -1 : 1));
const wanted = `${JSON.stringify(rows, null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== wanted) {
    process.stderr.write(`${target} is stale: run tsx scripts/generate-unsupported.ts\n`);
    process.exitCode = 1;
  }
} else writeFileSync(target, wanted);
