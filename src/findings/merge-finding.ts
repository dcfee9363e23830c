import type { Action, Finding, Service } from '@aws-sdk/client-guardduty';
import type { Hit } from '../detect/define.ts';
import { isoMillis, parseIso } from '../lib/clock.ts';
import { API_CALLS_MAX, PROBED_PORTS_MAX } from '../limits.ts';
import { type ApiCall, addedUp } from './api-calls.ts';
import { occurrence } from './build-finding.ts';

/** How a member stands in the text. */
const API_CALLS = '"apiCalls":';

interface Calls {
  readonly apiCalls?: readonly ApiCall[];
}

/**
 * One more occurrence of what a finding is about. The count grows and the time span widens, for an
 * event that arrives late as well; what the finding says (title, resource, action, evidence) is
 * that of the occurrence latest in event time. Severity never falls: a mild repetition must not
 * hide that it was worse before. Archived stays archived: somebody has looked at this finding, and
 * AWS too only counts on. Feedback and the creation time stay. Ports that were found open are all
 * named, each with who found it, and calls are added up.
 */
export function mergeFinding(existing: Finding, hit: Hit, now: number): Finding {
  const service = existing.Service ?? {};
  const first = timeOf(service.EventFirstSeen) ?? hit.time;
  const last = timeOf(service.EventLastSeen) ?? hit.time;
  const isLatest = hit.time >= last;
  const { Evidence: _, Action: __, ...kept } = service;
  const said = isLatest ? { ...kept, ...occurrence(hit) } : service;
  const [latest, other] = isLatest ? [hit.action, service.Action] : [service.Action, hit.action];
  const action = withProbes(latest, other);
  return {
    ...existing,
    ...(isLatest && { Title: hit.title, Description: hit.description, Resource: hit.resource }),
    Severity: Math.max(existing.Severity ?? 0, hit.severity),
    UpdatedAt: isoMillis(now),
    Service: {
      ...said,
      ...withCalls(said, isLatest ? service : occurrence(hit)),
      ...(action && { Action: action }),
      EventFirstSeen: isoMillis(Math.min(first, hit.time)),
      EventLastSeen: isoMillis(Math.max(last, hit.time)),
      Count: (service.Count ?? 0) + 1,
    },
  };
}

/** Of ports that both name, what the action itself says is kept. */
function withProbes(action: Action | undefined, other: Action | undefined): Action | undefined {
  const own = action?.PortProbeAction?.PortProbeDetails;
  if (own === undefined) return action;
  const ports = new Set(own.map((one) => one.LocalPortDetails?.Port));
  const others = other?.PortProbeAction?.PortProbeDetails ?? [];
  const more = others.filter((one) => !ports.has(one.LocalPortDetails?.Port));
  const PortProbeDetails = [...own, ...more].slice(0, PROBED_PORTS_MAX);
  return { ...action, PortProbeAction: { ...action?.PortProbeAction, PortProbeDetails } };
}

/** `apiCalls` of both, where both have it. */
function withCalls({ AdditionalInfo: said }: Service, { AdditionalInfo: other }: Service) {
  const texts = [said?.Value ?? '', other?.Value ?? ''];
  if (!texts.every((text) => text.includes(API_CALLS))) return;
  const [info, more] = texts.map((text) => JSON.parse(text) as Calls);
  const calls = [...(info?.apiCalls ?? []), ...(more?.apiCalls ?? [])];
  const apiCalls = addedUp(calls, API_CALLS_MAX);
  return { AdditionalInfo: { ...said, Value: JSON.stringify({ ...info, apiCalls }) } };
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseIso(text);
}
