import { writeStructure } from './codec/json-shape.ts';
import { guardduty } from './wire/guardduty.ts';
import { resolveService } from './wire/resolve-service.ts';

const answer = resolveService(guardduty).operations.get('GetFindings')?.output;

/** A finding, in the SDK's form, as GetFindings answers with it on the wire. */
export function findingJson(finding: object): Readonly<Record<string, unknown>> {
  if (!answer) throw new Error('The wire table has no GetFindings.');
  const { findings } = writeStructure({ Findings: [finding] }, answer);
  return (findings as Record<string, unknown>[])[0] ?? {};
}
