import {
  at,
  type CloudTrailEvent,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  succeeded,
} from '../../../src/detect/kit.ts';

/** Where Bedrock can write to: a configuration without either writes nowhere. */
const DESTINATIONS = ['s3Config', 'cloudWatchConfig'];

export default defineDetection({
  types: ['DefenseEvasion:IAMUser/BedrockLoggingDisabled'],
  severity: 5,
  reads: cloudTrail({
    source: 'bedrock.amazonaws.com',
    names: ['DeleteModelInvocationLoggingConfiguration', 'PutModelInvocationLoggingConfiguration'],
  }),
  about: {
    title: 'Logging of model invocations was switched off',
    description:
      'Amazon Bedrock no longer writes down what is asked of its models and what they answer. ' +
      'Whoever uses models at the expense of the account wants nobody to read it.',
    remediation:
      'Switch logging on again. If nobody planned the change, disable the credentials that made ' +
      'it and look at what models were invoked with them.',
    tactic: 'Defense Evasion',
    blindSpots: [
      'A configuration that keeps a destination and leaves out kinds of data is not reported.',
      'Logging into a bucket or a group that refuses it is not noticed.',
    ],
  },
  observe(event) {
    if (!succeeded(event) || keepsDestination(event)) return;
    return hit(event, {
      type: 'DefenseEvasion:IAMUser/BedrockLoggingDisabled',
      severity: 5,
      key: event.region,
      title: `Logging of Bedrock model invocations was disabled in ${event.region}.`,
      description:
        `${callerName(event)} called ${event.name} in ${event.region}: what is asked of the ` +
        'models of Amazon Bedrock, and what they answer, is no longer logged.',
    });
  },
});

/** CloudTrail leaves the configuration out where it had no room for it: that says nothing. */
function keepsDestination(event: CloudTrailEvent): boolean {
  if (event.name === 'DeleteModelInvocationLoggingConfiguration') return false;
  const config = at(event.record, 'requestParameters', 'loggingConfig');
  if (typeof config !== 'object' || config === null) return true;
  return DESTINATIONS.some((name) => Object.keys(Object(at(config, name))).length > 0);
}
