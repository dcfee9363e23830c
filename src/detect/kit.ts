/** All that a detection may import: the event it reads, the hit it returns, the words to say it. */

export type {
  Inventory,
  KnownInstance,
  KnownLists,
  Listed,
  Place,
  ThreatKind,
} from '../lists/known-lists.ts';
export type {
  CloudTrailEvent,
  DatabaseLoginEvent,
  DnsEvent,
  FlowEvent,
  KubernetesEvent,
} from '../normalise/event.ts';
export { accessKeyResource, bucketDetails } from './access-key-resource.ts';
export { aclExposure } from './acl-exposure.ts';
export { apiCall } from './api-call.ts';
export { apiCallAction } from './api-call-action.ts';
export {
  callerKey,
  callerName,
  isAnonymous,
  isFailedSignIn,
  isManagementEvent,
  succeeded,
} from './caller.ts';
export { caseFile } from './case-file.ts';
export { credentialUse, isOnInternet } from './credential-use.ts';
export type { CaseFile, Detection, Hit, Memory } from './define.ts';
export {
  cloudTrail,
  databaseLogin,
  defineDetection,
  dns,
  flow,
  kubernetes,
} from './define.ts';
export { kilometresBetween, type Point } from './distance.ts';
export type { Reached, WindowRule } from './event-window.ts';
export type { Exposure } from './exposure.ts';
export { inputGuardrail } from './guardrail.ts';
export { hit } from './hit.ts';
export { instanceDetails } from './instance-details.ts';
export { type KubernetesHitParts, kubernetesHit } from './kubernetes-hit.ts';
export {
  isEverybody,
  isPublicPath,
  isUnauthenticated,
  kubernetesCaller,
  kubernetesRequest,
  ofObject,
  resourceName,
  type Subject,
  subjectsOf,
  wasServed,
} from './kubernetes-request.ts';
export { kubernetesTactic } from './kubernetes-tactic.ts';
export { isOpening, KNOCK, TCP, UDP } from './network/flow-shape.ts';
export { looksGenerated } from './network/generated-name.ts';
export { listedContact, listedHit } from './network/listed-contact.ts';
export { machineOf } from './network/machine.ts';
export { namePayload } from './network/name-payload.ts';
export { probeAction } from './network/network-action.ts';
export { networkHit } from './network/network-hit.ts';
export { portName, protocolName } from './network/port-names.ts';
export { penTestDistribution, penTestWords } from './pen-test-distribution.ts';
export { policyExposure } from './policy-exposure.ts';
export { rdsHit } from './rds-hit.ts';
export { at, flag, oneOrMany, plainText, text } from './read-field.ts';
export { lostCalls, recordedCalls } from './recorded-calls.ts';
export { s3Hit } from './s3-hit.ts';
export { isPublicRead, isReconnaissance, type S3Tactic, s3Tactic, tacticsOf } from './tactics.ts';
export { CALLER_KINDS, type ListedCaller, listedCallers } from './threat-evidence.ts';
