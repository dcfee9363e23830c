import {
  CALLER_KINDS,
  defineDetection,
  isPublicPath,
  isUnauthenticated,
  kubernetes,
  kubernetesCaller,
  kubernetesHit,
  kubernetesRequest,
  kubernetesTactic,
  listedCallers,
  plainText,
} from '../../../src/detect/kit.ts';

/** By what the request serves: GuardDuty's own severities. */
const SEVERITIES = {
  CredentialAccess: 8,
  DefenseEvasion: 8,
  Discovery: 5,
  Impact: 8,
  Persistence: 5,
} as const;

const TACTICS = Object.keys(SEVERITIES);
const SUFFIXES = Object.values(CALLER_KINDS).map(({ suffix }) => suffix);

export default defineDetection({
  types: TACTICS.flatMap((tactic) => SUFFIXES.map((suffix) => `${tactic}:Kubernetes/${suffix}`)),
  severity: 8,
  reads: kubernetes({ listed: true }),
  about: {
    title: 'A cluster was called from an address on a threat list',
    description:
      'A request to the API of a Kubernetes cluster came from an address that is known for ' +
      'attacks, from one on a threat list of the account, or through Tor.',
    remediation:
      'Ask whoever holds the credentials whether it was them. If not, take the access away, ' +
      'undo what was made or changed, and limit which addresses reach the API.',
    tactic: 'Initial Access',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'The address counts that the API server wrote first: a proxy in front of it hides others.',
      'Requests that were refused count as well, since they show who looks at the cluster.',
      'Without credentials, a request from an address that everybody knows for attacks is not ' +
        'reported here, as on GuardDuty: where it succeeds, that is another finding.',
      'What a request serves follows what GuardDuty documents and its tester shows; AWS does not ' +
        'publish its own division.',
    ],
  },
  observe(event, _memory, lists) {
    const hasNoName = isUnauthenticated(event);
    if (hasNoName && isPublicPath(event)) return;
    const tactic = kubernetesTactic(event);
    const address = plainText(event.sourceAddress);
    const asked = kubernetesRequest(event);
    return listedCallers(lists.addressThreats(event.sourceAddress))
      .filter(({ kind }) => !(hasNoName && kind === 'malicious-caller'))
      .map((caller) =>
        kubernetesHit(event, {
          type: `${tactic}:Kubernetes/${caller.suffix}`,
          severity: SEVERITIES[tactic],
          key: event.username,
          title: `The cluster ${event.cluster} was asked to ${asked} from ${caller.words}.`,
          description:
            `${kubernetesCaller(event)} asked the cluster ${event.cluster} to ${asked} from ` +
            `${address}, ${caller.words}.`,
          listed: caller.lists,
        }),
      );
  },
});
