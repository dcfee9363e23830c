import { parseIso } from '../../lib/clock.ts';
import type { PublishedEvent } from '../published-event.ts';
import { factsOf } from './finding-facts.ts';

const SEVERITIES = {
  LOW: { severity_id: 2, severity: 'Low' },
  MEDIUM: { severity_id: 3, severity: 'Medium' },
  HIGH: { severity_id: 4, severity: 'High' },
  CRITICAL: { severity_id: 5, severity: 'Critical' },
} as const;

/** A Detection Finding (2004) of the Open Cybersecurity Schema Framework, 1.3. */
export function toOcsf(event: PublishedEvent): object {
  const facts = factsOf(event);
  const isNew = facts.count === 1;
  const activityId = isNew ? 1 : 2;
  return {
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2004,
    class_name: 'Detection Finding',
    activity_id: activityId,
    activity_name: isNew ? 'Create' : 'Update',
    type_uid: 200_400 + activityId,
    time: parseIso(facts.updatedAt) ?? 0,
    ...SEVERITIES[facts.label],
    status_id: facts.archived ? 3 : 1,
    status: facts.archived ? 'Suppressed' : 'New',
    message: facts.title,
    count: facts.count,
    metadata: {
      version: '1.3.0',
      uid: event.id,
      product: { name: 'Vedette', vendor_name: 'Vedette' },
      profiles: ['cloud'],
    },
    cloud: {
      provider: 'AWS',
      region: facts.region,
      account: { uid: facts.accountId, type_id: 10 },
    },
    finding_info: {
      uid: facts.id,
      title: facts.title,
      desc: facts.description,
      types: [facts.type],
      created_time: parseIso(facts.createdAt) ?? 0,
      modified_time: parseIso(facts.updatedAt) ?? 0,
    },
    resources: [
      {
        type: facts.resourceType || 'Unknown',
        region: facts.region,
        data: event.detail.resource ?? {},
      },
    ],
    unmapped: { 'guardduty.severity': facts.severity, 'guardduty.arn': facts.arn },
  };
}
