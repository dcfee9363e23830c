import {
  defineDetection,
  kubernetes,
  kubernetesCaller,
  kubernetesHit,
  ofObject,
  plainText,
  resourceName,
  subjectsOf,
  text,
  wasServed,
} from '../../../src/detect/kit.ts';

/** The roles that Kubernetes ships which may do everything, in the cluster or in a namespace. */
const ADMIN_ROLES = ['cluster-admin', 'admin'];

export default defineDetection({
  types: ['Policy:Kubernetes/AdminAccessToDefaultServiceAccount'],
  severity: 8,
  reads: kubernetes({
    verbs: ['create', 'update', 'patch'],
    resources: ['rolebindings', 'clusterrolebindings'],
  }),
  about: {
    title: 'A default service account was made an administrator',
    description:
      'Every pod that names no service account runs as the default one of its namespace. With ' +
      "an administrator's role, each of them can do everything.",
    remediation:
      'Remove the binding and give the role to a service account of its own. Look at what the ' +
      'pods of the namespace asked of the API since, and ask whoever made the binding.',
    tactic: 'Privilege Escalation',
    blindSpots: [
      'Only the roles cluster-admin and admin are known as those of administrators; what other ' +
        'roles allow is not followed.',
      'A group that holds all service accounts is not taken for the default one.',
      'The log must have the object: at the level Metadata it does not say who is bound.',
    ],
  },
  observe(event) {
    const role = text(ofObject(event, 'roleRef'), 'name');
    const account = subjectsOf(event).find(
      ({ kind, name }) => kind === 'ServiceAccount' && name === 'default',
    );
    if (!wasServed(event) || !account || !ADMIN_ROLES.includes(role)) return;
    const whose = `the default service account of ${plainText(account.namespace)}`;
    return kubernetesHit(event, {
      type: 'Policy:Kubernetes/AdminAccessToDefaultServiceAccount',
      severity: 8,
      key: `${event.namespace}/${resourceName(event)}`,
      title: `The role ${role} was given to ${whose} in ${event.cluster}.`,
      description:
        `${kubernetesCaller(event)} bound the role ${role} to ${whose} by ` +
        `${plainText(resourceName(event))} in the cluster ${event.cluster}: every pod that names ` +
        'no account of its own now has it.',
      additionalInfo: { serviceAccountNamespace: plainText(account.namespace), role },
    });
  },
});
