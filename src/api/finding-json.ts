import { writeStructure } from './codec/json-shape.ts';
import { guardduty } from './wire/guardduty.ts';
import { resolveService } from './wire/resolve-service.ts';

const answer = resolveService(guardduty).operations.get('GetFindings')?.output;

type Json = Readonly<Record<string, unknown>>;

/**
 * A finding, in the SDK's form, as GuardDuty hands it to EventBridge and to buckets: as GetFindings
 * answers with it on the wire, and what `additionalInfo` holds as text stands beside it, for the
 * patterns and mappings that go by it: `{value: '{"domain":"example.com"}', type: 'default'}` has
 * `domain` as well.
 */
export function findingJson(finding: object): Json {
  if (!answer) throw new Error('The wire table has no GetFindings.');
  const { findings } = writeStructure({ Findings: [finding] }, answer);
  const json = (findings as Json[])[0] ?? {};
  const { service } = json as { service?: Json };
  const { additionalInfo: info } = (service ?? {}) as { additionalInfo?: Json };
  if (typeof info?.value !== 'string') return json;
  const said: unknown = JSON.parse(info.value);
  const additionalInfo = { ...(typeof said === 'object' ? said : {}), ...info };
  return { ...json, service: { ...service, additionalInfo } };
}
