import {
  defineDetection,
  isPublicPath,
  isUnauthenticated,
  kubernetes,
  kubernetesHit,
  kubernetesRequest,
  kubernetesTactic,
  plainText,
  wasServed,
} from '../../../src/detect/kit.ts';

/** By what the request serves: GuardDuty's own severities. */
const SEVERITIES = {
  CredentialAccess: 8,
  DefenseEvasion: 8,
  Discovery: 5,
  Impact: 8,
  Persistence: 8,
} as const;

export default defineDetection({
  types: Object.keys(SEVERITIES).map((tactic) => `${tactic}:Kubernetes/SuccessfulAnonymousAccess`),
  severity: 8,
  reads: kubernetes({ usernames: ['system:anonymous'] }),
  about: {
    title: 'A cluster served a request that nobody signed',
    description:
      'The API of a Kubernetes cluster did what somebody without credentials asked for. Some ' +
      'role of the cluster is open to everyone who reaches it.',
    remediation:
      'Find the binding whose subject is system:anonymous or system:unauthenticated, remove it, ' +
      'and look at what else came without credentials since it was made.',
    tactic: 'Initial Access',
    blindSpots: [
      'The paths that Kubernetes answers to everybody (healthz, livez, readyz, version) and the ' +
        'cluster-info of new nodes are not counted.',
      'Requests that were refused are not counted.',
    ],
  },
  observe(event) {
    if (!isUnauthenticated(event) || !wasServed(event) || isPublicPath(event)) return;
    const tactic = kubernetesTactic(event);
    const asked = kubernetesRequest(event);
    return kubernetesHit(event, {
      type: `${tactic}:Kubernetes/SuccessfulAnonymousAccess`,
      severity: SEVERITIES[tactic],
      key: 'anonymous',
      title: `The cluster ${event.cluster} let somebody without credentials ${asked}.`,
      description:
        `A caller without credentials asked the cluster ${event.cluster} to ${asked} from ` +
        `${plainText(event.sourceAddress) || 'an unknown address'}, and was served.`,
    });
  },
});
