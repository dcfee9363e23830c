import type { AccessKeyDetails, KubernetesUserDetails } from '@aws-sdk/client-guardduty';
import type { KubernetesEvent } from '../normalise/event.ts';
import { texts } from './kubernetes-request.ts';
import { at, text } from './read-field.ts';

/** `resource.kubernetesDetails.kubernetesUserDetails`: who asked, and whom they acted as. */
export function kubernetesUser({ record }: KubernetesEvent): KubernetesUserDetails {
  const user = at(record, 'user');
  const actedAs = at(record, 'impersonatedUser');
  const uid = text(user, 'uid');
  const sessions = texts(at(user, 'extra', 'sessionName'));
  const actedAsName = text(actedAs, 'username');
  return {
    Username: text(user, 'username'),
    ...(uid && { Uid: uid }),
    Groups: texts(at(user, 'groups')),
    ...(sessions.length > 0 && { SessionName: sessions }),
    ...(actedAsName && {
      ImpersonatedUser: { Username: actedAsName, Groups: texts(at(actedAs, 'groups')) },
    }),
  };
}

/**
 * The IAM credentials behind a user of EKS, which its authenticator writes into `user.extra`;
 * undefined for users that Kubernetes knows by itself.
 */
export function kubernetesAccessKey({ record }: KubernetesEvent): AccessKeyDetails | undefined {
  const extra = at(record, 'user', 'extra');
  const first = (name: string) => texts(at(extra, name))[0];
  const principalId = first('principalId') ?? principalOf(text(record, 'user', 'uid'));
  const arn = first('canonicalArn') ?? first('arn');
  const accessKeyId = first('accessKeyId');
  if (!principalId && !arn && !accessKeyId) return undefined;
  const identity = identityOf(arn ?? '');
  return {
    ...(accessKeyId && { AccessKeyId: accessKeyId }),
    ...(principalId && { PrincipalId: principalId }),
    ...(identity && { UserName: identity.name, UserType: identity.type }),
  };
}

/** Older authenticators name the principal in the user's id alone. */
function principalOf(uid: string): string | undefined {
  return /^aws-iam-authenticator:\d{12}:(\w+)$/.exec(uid)?.[1];
}

/** `arn:aws:iam::…:role/Admin` and `arn:aws:sts::…:assumed-role/Admin/session` are both Admin. */
function identityOf(arn: string): { name: string; type: string } | undefined {
  const [, , service, , , resource = ''] = arn.split(':');
  const [kind, ...path] = resource.split('/');
  if (kind === 'assumed-role' && path[0]) return { name: path[0], type: 'AssumedRole' };
  const name = path.at(-1);
  if (kind === 'role' && name) return { name, type: 'AssumedRole' };
  if (kind === 'user' && name) return { name, type: 'IAMUser' };
  return service === 'iam' && resource === 'root' ? { name: 'Root', type: 'Root' } : undefined;
}
