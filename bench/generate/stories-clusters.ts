import { anywhere, attacker, LISTED_ADDRESSES } from './geography.ts';
import { kubernetesEntry, type Request } from './quiet-kubernetes.ts';
import { postgresEntry } from './quiet-logins.ts';
import type { Story, StoryPlace } from './story.ts';

type Requests = (place: StoryPlace) => readonly Omit<Request, 'at'>[];

const asked =
  (requests: Requests): Story['entries'] =>
  (place) =>
    requests(place).map((one, n) =>
      kubernetesEntry({ at: place.at + n * 4_000, ...one }, place.random),
    );

const tester = ({ estate }: StoryPlace, address = estate.office) => ({
  username: `arn:aws:sts::${estate.accountId}:assumed-role/tester/i-0123456789abcdef0`,
  address,
});

const bound = (subject: Readonly<Record<string, string>>, role: string) => ({
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [subject],
});

const pods = { resource: 'pods', namespace: 'default' };

export const CLUSTER_STORIES = {
  'listed-cluster-look': {
    types: ['Discovery:Kubernetes/MaliciousIPCaller.Custom'],
    tester: 'eks/DiscoveryMaliciousIPCaller-Custom.sh',
    entries: asked((place) => [
      {
        ...tester(place, LISTED_ADDRESSES.custom),
        verb: 'list',
        uri: '/api/v1/namespaces/default/pods',
        object: pods,
      },
    ]),
  },
  'anonymous-cluster-look': {
    types: ['Discovery:Kubernetes/SuccessfulAnonymousAccess'],
    tester: 'eks/SuccessfulAnonymousAccess.sh',
    entries: asked(({ random }) => [
      {
        username: 'system:anonymous',
        groups: ['system:unauthenticated'],
        address: anywhere(random),
        agent: 'curl/8.5.0',
        verb: 'list',
        uri: '/api/v1/namespaces/default/pods',
        object: pods,
      },
    ]),
  },
  'tor-cluster-look': {
    types: ['Discovery:Kubernetes/TorIPCaller'],
    tester: 'eks/TorIPCaller.sh',
    entries: asked((place) => [
      { ...tester(place, LISTED_ADDRESSES['tor-exit']), verb: 'get', uri: '/api' },
    ]),
  },
  'listed-cluster-change': {
    types: ['Impact:Kubernetes/MaliciousIPCaller.Custom'],
    tester: 'eks/ImpactMaliciousIPCaller-Custom.sh',
    entries: asked((place) => [
      {
        ...tester(place, LISTED_ADDRESSES.custom),
        verb: 'create',
        uri: '/api/v1/namespaces/default/serviceaccounts',
        object: { resource: 'serviceaccounts', namespace: 'default', name: 'tested' },
        code: 201,
      },
    ]),
  },
  'exec-in-system': {
    types: ['Execution:Kubernetes/ExecInKubeSystemPod'],
    tester: 'eks/ExecInKubeSystemPod.sh',
    entries: asked((place) => [
      {
        ...tester(place),
        verb: 'get',
        uri: '/api/v1/namespaces/kube-system/pods/aws-node-x7k2p/exec?command=uname',
        object: {
          resource: 'pods',
          namespace: 'kube-system',
          name: 'aws-node-x7k2p',
          subresource: 'exec',
        },
        code: 101,
      },
    ]),
  },
  'admin-to-default': {
    types: ['Policy:Kubernetes/AdminAccessToDefaultServiceAccount'],
    tester: 'eks/AdminAccessToDefaultServiceAccount.sh',
    entries: asked((place) => [
      {
        ...tester(place),
        verb: 'create',
        uri: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
        object: { resource: 'clusterrolebindings', name: 'tested' },
        code: 201,
        requestObject: bound(
          { kind: 'ServiceAccount', name: 'default', namespace: 'default' },
          'cluster-admin',
        ),
      },
    ]),
  },
  'cluster-to-everybody': {
    types: ['Policy:Kubernetes/AnonymousAccessGranted'],
    tester: 'eks/AnonymousAccessGranted.sh',
    entries: asked((place) => [
      {
        ...tester(place),
        verb: 'create',
        uri: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
        object: { resource: 'clusterrolebindings', name: 'open' },
        code: 201,
        requestObject: bound({ kind: 'User', name: 'system:anonymous' }, 'view'),
      },
    ]),
  },
  'database-guessed': {
    types: ['CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce'],
    entries: ({ at, random }) => {
      const address = attacker(random);
      return Array.from({ length: 60 }, (_, n) =>
        postgresEntry(
          { at: at + n * 2_000, user: 'postgres', address, worked: n === 59 },
          40_000 + n,
        ),
      );
    },
  },
} as const satisfies Readonly<Record<string, Story>>;
