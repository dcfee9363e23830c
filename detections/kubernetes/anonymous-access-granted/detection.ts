import {
  defineDetection,
  isEverybody,
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

/**
 * What Kubernetes itself opens to everybody when a cluster is made: its health and version, and
 * what a new node needs to find it.
 */
const OPEN_BY_DESIGN = ['system:public-info-viewer', 'kubeadm:bootstrap-signer-clusterinfo'];

export default defineDetection({
  types: ['Policy:Kubernetes/AnonymousAccessGranted'],
  severity: 8,
  reads: kubernetes({
    verbs: ['create', 'update', 'patch'],
    resources: ['rolebindings', 'clusterrolebindings'],
  }),
  about: {
    title: 'A role of a cluster was opened to everyone',
    description:
      'A binding gives a role to system:anonymous or system:unauthenticated: whoever reaches the ' +
      'API of the cluster has it, without credentials.',
    remediation:
      'Remove the binding unless it is meant. Then look at what came without credentials since ' +
      'it was made, and ask whoever made it.',
    tactic: 'Initial Access',
    blindSpots: [
      'What the role allows is not looked at: a harmless one is reported as well.',
      'The roles that Kubernetes opens by design when a cluster is made are left out by name.',
      'The log must have the object: at the level Metadata it does not say who is bound.',
    ],
  },
  observe(event) {
    const subject = subjectsOf(event).find(isEverybody);
    const role = text(ofObject(event, 'roleRef'), 'name');
    if (!wasServed(event) || !subject || OPEN_BY_DESIGN.includes(role)) return;
    const name = plainText(resourceName(event));
    return kubernetesHit(event, {
      type: 'Policy:Kubernetes/AnonymousAccessGranted',
      severity: 8,
      key: `${event.namespace}/${resourceName(event)}`,
      title: `${subject.name} was given the role ${plainText(role)} in ${event.cluster}.`,
      description:
        `${kubernetesCaller(event)} bound the role ${plainText(role)} to ${subject.name} by ` +
        `${name} in the cluster ${event.cluster}: it now holds for everyone who reaches the API.`,
      additionalInfo: { subject: subject.name, role: plainText(role) },
    });
  },
});
