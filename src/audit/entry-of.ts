import type { AuditEntry } from '../domain/audit.ts';
import { parseIso } from '../lib/clock.ts';
import { resourcesOf } from './resources.ts';

/** The members of a record of our own writing that looking up needs. */
interface WrittenRecord {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventSource: string;
  readonly readOnly: boolean;
  readonly userIdentity: {
    readonly type: string;
    readonly principalId?: string;
    readonly userName?: string;
    readonly accessKeyId?: string;
  };
  readonly requestParameters: object | null;
  readonly responseElements: object | null;
}

/** What a record of the trail can be looked up by. */
export function entryOf(record: string): AuditEntry {
  const { userIdentity, ...written } = JSON.parse(record) as WrittenRecord;
  const { requestParameters, responseElements } = written;
  const [service = ''] = written.eventSource.split('.');
  return {
    eventId: written.eventID,
    time: parseIso(written.eventTime) ?? 0,
    name: written.eventName,
    source: written.eventSource,
    readOnly: written.readOnly,
    userName: userNameOf(userIdentity),
    accessKeyId: userIdentity.accessKeyId,
    resources: resourcesOf(service, requestParameters, responseElements),
    record,
  };
}

/** As CloudTrail names callers: root, the user, or the name of the session. */
function userNameOf({ type, userName, principalId }: WrittenRecord['userIdentity']) {
  if (type === 'Root') return 'root';
  return type === 'AssumedRole' ? principalId?.split(':')[1] : userName;
}
