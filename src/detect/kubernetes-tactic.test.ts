import { expect, it } from 'vitest';
import { kubernetesTactic } from './kubernetes-tactic.ts';

it.each([
  ['get', '', '', 'Discovery'],
  ['list', 'pods', '', 'Discovery'],
  ['get', 'pods', 'log', 'Discovery'],
  ['create', 'selfsubjectaccessreviews', '', 'Discovery'],
  ['list', 'secrets', '', 'CredentialAccess'],
  ['create', 'serviceaccounts', 'token', 'CredentialAccess'],
  ['delete', 'events', '', 'DefenseEvasion'],
  ['delete', 'networkpolicies', '', 'DefenseEvasion'],
  ['create', 'pods', '', 'Persistence'],
  ['patch', 'cronjobs', '', 'Persistence'],
  ['create', 'clusterrolebindings', '', 'Persistence'],
  ['delete', 'deployments', '', 'Impact'],
  ['create', 'serviceaccounts', '', 'Impact'],
  ['delete', 'secrets', '', 'Impact'],
  ['get', 'pods', 'exec', 'Impact'],
  ['create', 'events', '', 'Impact'],
])('%s %s/%s is %s', (verb, resource, subresource, tactic) => {
  expect(kubernetesTactic({ verb, resource, subresource })).toBe(tactic);
});
