import {
  callerKey,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  inputGuardrail,
  plainText,
  text,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: ['Impact:IAMUser/PromptInjection.Direct'],
  severity: 2,
  reads: cloudTrail({
    source: 'bedrock.amazonaws.com',
    names: [
      'InvokeModel',
      'InvokeModelWithResponseStream',
      'Converse',
      'ConverseStream',
      'ApplyGuardrail',
    ],
  }),
  about: {
    title: 'A guardrail stopped a prompt attack',
    description:
      'A guardrail of Amazon Bedrock is sure that what was sent to a model was written to turn ' +
      'it against its instructions, and stepped in.',
    remediation:
      'Find out who wrote the prompt: a user of the application or the holder of the ' +
      'credentials. Look at what else came the same way, and limit what the model may do.',
    tactic: 'Impact',
    blindSpots: [
      'Needs data events of Bedrock in the log and a guardrail with a prompt attack filter.',
      'AWS does not document where CloudTrail writes the assessment: it is looked for as Bedrock ' +
        'itself answers it, in responseElements and additionalEventData.',
      'Only an assessment of high confidence on which the guardrail stepped in is reported.',
      'Instructions hidden in documents that the model is given to read are another matter.',
    ],
  },
  observe(event) {
    const guardrail = inputGuardrail(event);
    const filters = guardrail?.ContentPolicyFilters ?? [];
    const isSure = filters.some(({ Confidence }) => Confidence === 'HIGH');
    if (!isSure || guardrail?.GuardrailAction !== 'GUARDRAIL_INTERVENED') return;
    const model = plainText(text(event.record, 'requestParameters', 'modelId'));
    return hit(event, {
      type: 'Impact:IAMUser/PromptInjection.Direct',
      severity: 2,
      key: callerKey(event),
      title: `A prompt attack on ${model || 'a model'} of Amazon Bedrock was stopped.`,
      description:
        `${callerName(event)} called ${plainText(event.name)} in ${event.region} with an input ` +
        'that a guardrail takes for a prompt attack with high confidence.',
      more: { BedrockGuardrailDetails: guardrail },
      ...(model && { affectedResources: { 'AWS::Bedrock::FoundationModel': model } }),
    });
  },
});
