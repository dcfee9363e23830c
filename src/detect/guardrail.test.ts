import { expect, it } from 'vitest';
import { inputGuardrail } from './guardrail.ts';
import { exampleEvent } from './testing.ts';

const filters = [
  { type: 'PROMPT_ATTACK', confidence: 'HIGH', action: 'BLOCKED' },
  { type: 'HATE', confidence: 'LOW', action: 'NONE' },
];
const assessment = { contentPolicy: { filters } };
const attack = { Type: 'PROMPT_ATTACK', Confidence: 'HIGH', Action: 'BLOCKED' };

it('reads an assessment as ApplyGuardrail answers it', () => {
  const event = exampleEvent({
    requestParameters: {
      guardrailIdentifier: 'abcdefgh1234',
      guardrailVersion: '1',
      source: 'INPUT',
    },
    responseElements: { action: 'GUARDRAIL_INTERVENED', assessments: [assessment] },
  });
  expect(inputGuardrail(event)).toEqual({
    GuardrailAction: 'GUARDRAIL_INTERVENED',
    GuardrailSource: 'INPUT',
    ContentPolicyFilters: [attack],
    Guardrails: [{ Arn: 'abcdefgh1234', Version: '1' }],
  });
});

it('reads one as the trace of a conversation has it', () => {
  const guardrail = { inputAssessment: { abcdefgh1234: assessment } };
  const event = exampleEvent({ additionalEventData: { trace: { guardrail } } });
  expect(inputGuardrail(event)).toMatchObject({
    GuardrailAction: 'GUARDRAIL_INTERVENED',
    ContentPolicyFilters: [attack],
    Guardrails: [{ Arn: 'abcdefgh1234' }],
  });
});

it('leaves out what is about an output, tells nothing, or is of another shape', () => {
  const output = { source: 'OUTPUT', assessments: [assessment] };
  for (const responseElements of [output, {}, null, 7, { assessments: [7, null] }]) {
    expect(inputGuardrail(exampleEvent({ responseElements }))).toBeUndefined();
  }
  const watched = { action: 'NONE', assessments: [assessment] };
  expect(inputGuardrail(exampleEvent({ responseElements: watched }))?.GuardrailAction).toBe('NONE');
});
