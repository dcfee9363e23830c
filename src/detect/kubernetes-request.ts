import type { KubernetesEvent } from '../normalise/event.ts';
import { at, oneOrMany, plainText, text } from './read-field.ts';

const ANONYMOUS = 'system:anonymous';
const UNAUTHENTICATED = 'system:unauthenticated';

/** Answered with success: 2xx, or 101 where the connection was handed over (exec, attach). */
export function wasServed({ record }: KubernetesEvent): boolean {
  const code = at(record, 'responseStatus', 'code');
  return typeof code === 'number' && (code === 101 || (code >= 200 && code < 300));
}

/**
 * Nobody proved who they are. The one who asked counts, not the one acted as: an administrator who
 * tries what `system:anonymous` may do is not anonymous.
 */
export function isUnauthenticated({ record }: KubernetesEvent): boolean {
  const user = at(record, 'user');
  if (text(user, 'username') === ANONYMOUS) return true;
  return texts(at(user, 'groups')).includes(UNAUTHENTICATED);
}

/** Paths that Kubernetes answers to everybody by design: how it is, and what it is. */
const PUBLIC_PATHS = /^\/(healthz|livez|readyz|version)(\/|$)/;

/** What a new node reads before it has credentials. */
const BOOTSTRAP_PATH = '/api/v1/namespaces/kube-public/configmaps/cluster-info';

export function isPublicPath({ record }: KubernetesEvent): boolean {
  const [path = ''] = text(record, 'requestURI').split('?');
  return PUBLIC_PATHS.test(path) || path === BOOTSTRAP_PATH;
}

/** Who asked, in words: `system:anonymous`, `maria.example acting as bob.example`. */
export function kubernetesCaller(event: KubernetesEvent): string {
  const asked = plainText(text(event.record, 'user', 'username')) || 'an unknown user';
  const actedAs = plainText(text(event.record, 'impersonatedUser', 'username'));
  return actedAs ? `${asked} acting as ${actedAs}` : asked;
}

/** What was asked, in words: `create pods/exec of kube-system/dns-example`, `get /api`. */
export function kubernetesRequest(event: KubernetesEvent): string {
  const { verb, resource, subresource, namespace, record } = event;
  if (!resource) return plainText(`${verb} ${text(record, 'requestURI')}`);
  const kind = subresource ? `${resource}/${subresource}` : resource;
  const place = [namespace, resourceName(event)].filter(Boolean).join('/');
  return plainText(place ? `${verb} ${kind} of ${place}` : `${verb} ${kind}`);
}

/** The name of what the request is about: a create may carry it in the object alone. */
export function resourceName({ record }: KubernetesEvent): string {
  return (
    text(record, 'objectRef', 'name') ||
    text(record, 'responseObject', 'metadata', 'name') ||
    text(record, 'requestObject', 'metadata', 'name')
  );
}

/** One member of the object: as it is after the request where the log has that, else as asked. */
export function ofObject({ record }: KubernetesEvent, ...path: string[]): unknown {
  return at(record, 'responseObject', ...path) ?? at(record, 'requestObject', ...path);
}

/** One whom a role is bound to. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

export function subjectsOf(event: KubernetesEvent): Subject[] {
  return oneOrMany(ofObject(event, 'subjects')).map((subject) => ({
    kind: text(subject, 'kind'),
    name: text(subject, 'name'),
    namespace: text(subject, 'namespace') || event.namespace,
  }));
}

export function isEverybody({ kind, name }: Subject): boolean {
  return (kind === 'User' && name === ANONYMOUS) || (kind === 'Group' && name === UNAUTHENTICATED);
}

export function texts(value: unknown): string[] {
  return oneOrMany(value).filter((one): one is string => typeof one === 'string');
}
