import type { Action } from '@aws-sdk/client-guardduty';
import type { KubernetesEvent } from '../normalise/event.ts';
import { remoteIp } from './api-call-action.ts';
import { ofObject, resourceName, texts } from './kubernetes-request.ts';
import { at, flag, text } from './read-field.ts';

/** `service.action` of a request to the Kubernetes API. */
export function kubernetesAction(event: KubernetesEvent): Action {
  const { record, verb, resource, subresource, namespace } = event;
  const uri = text(record, 'requestURI');
  const query = uri.includes('?') ? uri.slice(uri.indexOf('?') + 1) : '';
  const name = resourceName(event);
  const code = at(record, 'responseStatus', 'code');
  const remote = remoteIp(event.sourceAddress);
  const userAgent = text(record, 'userAgent');
  return {
    ActionType: 'KUBERNETES_API_CALL',
    KubernetesApiCallAction: {
      RequestUri: uri,
      Verb: verb,
      ...(resource && { Resource: resource }),
      ...(subresource && { Subresource: subresource }),
      ...(namespace && { Namespace: namespace }),
      ...(name && { ResourceName: name }),
      SourceIps: texts(at(record, 'sourceIPs')),
      ...(userAgent && { UserAgent: userAgent }),
      ...(remote && { RemoteIpDetails: remote }),
      ...(typeof code === 'number' && { StatusCode: code }),
      ...(query && { Parameters: query }),
    },
    ...permissionChecked(event),
    ...roleDetails(event),
  };
}

/** What a caller asks it may do, and the answer. */
function permissionChecked(event: KubernetesEvent): Partial<Action> {
  if (!event.resource.endsWith('subjectaccessreviews')) return {};
  const asked = ofObject(event, 'spec', 'resourceAttributes');
  const allowed = flag(ofObject(event, 'status', 'allowed'));
  const namespace = text(asked, 'namespace');
  return {
    KubernetesPermissionCheckedDetails: {
      Verb: text(asked, 'verb'),
      Resource: text(asked, 'resource'),
      ...(namespace && { Namespace: namespace }),
      ...(allowed !== undefined && { Allowed: allowed }),
    },
  };
}

const ROLES: Readonly<Record<string, string>> = { roles: 'Role', clusterroles: 'ClusterRole' };
const BINDINGS: Readonly<Record<string, string>> = {
  rolebindings: 'RoleBinding',
  clusterrolebindings: 'ClusterRoleBinding',
};

function roleDetails(event: KubernetesEvent): Partial<Action> {
  const uid = text(ofObject(event, 'metadata'), 'uid');
  const named = (kind: string) => ({
    Kind: kind,
    Name: resourceName(event),
    ...(uid && { Uid: uid }),
  });
  const role = Object.hasOwn(ROLES, event.resource) && ROLES[event.resource];
  if (role) return { KubernetesRoleDetails: named(role) };
  const binding = Object.hasOwn(BINDINGS, event.resource) && BINDINGS[event.resource];
  if (!binding) return {};
  const roleRef = ofObject(event, 'roleRef');
  return {
    KubernetesRoleBindingDetails: {
      ...named(binding),
      RoleRefName: text(roleRef, 'name'),
      RoleRefKind: text(roleRef, 'kind'),
    },
  };
}
