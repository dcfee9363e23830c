import type { BedrockGuardrailDetails, ContentPolicyFilter } from '@aws-sdk/client-guardduty';
import type { CloudTrailEvent } from '../normalise/event.ts';
import { at, oneOrMany, text } from './read-field.ts';

const CONFIDENCES = ['NONE', 'LOW', 'MEDIUM', 'HIGH'] as const;
const FILTER_ACTIONS = ['BLOCKED', 'NONE'] as const;
const INTERVENED = ['GUARDRAIL_INTERVENED', 'INTERVENED'];

/**
 * What a guardrail of Bedrock made of the input of a call, where the record tells of it: a data
 * event carries the assessment either as ApplyGuardrail answers it (`action`, `assessments`) or as
 * the trace of a conversation has it (`inputAssessment`, by guardrail).
 */
export function inputGuardrail(event: CloudTrailEvent): BedrockGuardrailDetails | undefined {
  const { record } = event;
  const asked = at(record, 'requestParameters');
  for (const root of [at(record, 'additionalEventData'), at(record, 'responseElements')]) {
    const places = [root, at(root, 'guardrail'), at(root, 'trace', 'guardrail')];
    for (const place of places) {
      const found = detailsOf(place, asked);
      if (found) return found;
    }
  }
  return undefined;
}

function detailsOf(place: unknown, asked: unknown): BedrockGuardrailDetails | undefined {
  const source = firstText(place, ['source', 'guardrailSource']) || text(asked, 'source');
  if (source === 'OUTPUT') return undefined;
  const byGuardrail = at(place, 'inputAssessment');
  const assessments = [
    ...oneOrMany(at(place, 'assessments')),
    ...oneOrMany(at(place, 'inputAssessments')),
    ...Object.values(Object(byGuardrail)),
  ];
  const filters = assessments.flatMap((one) => oneOrMany(at(one, 'contentPolicy', 'filters')));
  if (filters.length === 0) return undefined;
  const action = firstText(place, ['action', 'guardrailAction']);
  const intervened = action
    ? INTERVENED.includes(action)
    : filters.some((filter) => text(filter, 'action') === 'BLOCKED');
  const guardrail = guardrailOf(asked, byGuardrail);
  return {
    GuardrailAction: intervened ? 'GUARDRAIL_INTERVENED' : 'NONE',
    GuardrailSource: 'INPUT',
    ContentPolicyFilters: filters.flatMap(filterOf),
    ...(guardrail && { Guardrails: [guardrail] }),
  };
}

function filterOf(filter: unknown): ContentPolicyFilter[] {
  const type = text(filter, 'type');
  if (type !== 'PROMPT_ATTACK') return [];
  const confidence = CONFIDENCES.find((one) => one === text(filter, 'confidence'));
  const action = FILTER_ACTIONS.find((one) => one === text(filter, 'action'));
  return [
    {
      Type: type,
      ...(confidence && { Confidence: confidence }),
      ...(action && { Action: action }),
    },
  ];
}

function guardrailOf(asked: unknown, byGuardrail: unknown) {
  const config = at(asked, 'guardrailConfig');
  const name =
    firstText(asked, ['guardrailIdentifier']) ||
    firstText(config, ['guardrailIdentifier']) ||
    Object.keys(Object(byGuardrail))[0];
  if (!name) return undefined;
  const version = text(asked, 'guardrailVersion') || text(config, 'guardrailVersion');
  return { Arn: name, ...(version && { Version: version }) };
}

function firstText(value: unknown, names: readonly string[]): string {
  return names.map((name) => text(value, name)).find((found) => found !== '') ?? '';
}
