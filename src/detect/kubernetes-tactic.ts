import type { KubernetesEvent } from '../normalise/event.ts';
import { isWorkload } from './kubernetes-workload.ts';

export type KubernetesTactic =
  | 'CredentialAccess'
  | 'DefenseEvasion'
  | 'Discovery'
  | 'Impact'
  | 'Persistence';

const READS = ['get', 'list', 'watch', 'head', 'options'];
const MAKES = ['create', 'update', 'patch'];
const REMOVES = ['delete', 'deletecollection'];

/** Connections into a pod: a way in, whatever verb opens them. */
const INTO_PODS = ['exec', 'attach', 'portforward', 'proxy', 'ephemeralcontainers'];

/** Questions that are asked by creating something. */
const QUESTIONS = /(accessreviews|rulesreviews|tokenreviews|selfsubjectreviews)$/;

/** What shows an attacker, or keeps one out: gone, nobody sees or stops what follows. */
const WATCHERS = [
  'events',
  'auditsinks',
  'networkpolicies',
  'podsecuritypolicies',
  'validatingwebhookconfigurations',
  'validatingadmissionpolicies',
];

/** What runs or lets in again later. Accounts alone do not: GuardDuty's tester counts as impact. */
const FOOTHOLDS = [
  'roles',
  'clusterroles',
  'rolebindings',
  'clusterrolebindings',
  'mutatingwebhookconfigurations',
  'certificatesigningrequests',
];

/**
 * What a request serves, as the finding types of GuardDuty divide it. AWS does not publish its own
 * division: this one keeps to what its documentation and its tester show.
 */
export function kubernetesTactic(
  event: Pick<KubernetesEvent, 'verb' | 'resource' | 'subresource'>,
): KubernetesTactic {
  const { verb, resource, subresource } = event;
  if (resource === 'serviceaccounts' && subresource === 'token') return 'CredentialAccess';
  if (INTO_PODS.includes(subresource)) return 'Impact';
  if (READS.includes(verb)) return resource === 'secrets' ? 'CredentialAccess' : 'Discovery';
  if (QUESTIONS.test(resource)) return 'Discovery';
  if (REMOVES.includes(verb) && WATCHERS.includes(resource)) return 'DefenseEvasion';
  const keepsIn = isWorkload(resource) || FOOTHOLDS.includes(resource);
  return MAKES.includes(verb) && keepsIn ? 'Persistence' : 'Impact';
}
