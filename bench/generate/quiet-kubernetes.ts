import { isoMillis } from '../../src/lib/clock.ts';
import type { Estate } from './estate.ts';
import { anywhere } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import type { Random } from './random.ts';

export interface Request {
  readonly at: number;
  readonly verb: string;
  readonly username: string;
  readonly groups?: readonly string[];
  readonly address: string;
  readonly agent?: string;
  readonly uri: string;
  readonly object?: Readonly<Record<string, string>>;
  readonly code?: number;
  readonly requestObject?: Readonly<Record<string, unknown>>;
}

/** An audit event as EKS writes it. */
export function kubernetesEntry(request: Request, random: Random): LogEntry {
  const { at, verb, username, address, uri, object, code = 200, requestObject } = request;
  const time = isoMillis(at).replace('Z', '000Z');
  const text = JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: requestObject ? 'RequestResponse' : 'Metadata',
    auditID: random.uuid(),
    stage: 'ResponseComplete',
    requestURI: uri,
    verb,
    user: { username, groups: request.groups ?? ['system:authenticated'] },
    sourceIPs: [address],
    userAgent: request.agent ?? 'kubectl/v1.30.2 (linux/amd64) kubernetes/3968350',
    ...(object && { objectRef: { apiVersion: 'v1', ...object } }),
    responseStatus: { metadata: {}, code },
    ...(requestObject && { requestObject }),
    requestReceivedTimestamp: time,
    stageTimestamp: time,
    annotations: { 'authorization.k8s.io/decision': code === 403 ? 'forbid' : 'allow' },
  });
  return { log: 'kubernetes', at, text };
}

type Make = (estate: Estate, random: Random) => Omit<Request, 'at'>;

const SPACES = ['shop', 'payments', 'monitoring', 'istio-system', 'kube-system', 'default'];
const ANONYMOUS = { username: 'system:anonymous', groups: ['system:unauthenticated'] };

const namespaced = (
  verb: string,
  resource: string,
  namespace: string,
  name = '',
  subresource = '',
): Pick<Request, 'verb' | 'uri' | 'object'> => ({
  verb,
  uri: `/api/v1/namespaces/${namespace}/${[resource, name, subresource].filter(Boolean).join('/')}`,
  object: { resource, namespace, ...(name && { name }), ...(subresource && { subresource }) },
});

const PEOPLE = ['alice', 'bob'];

const person = (estate: Estate, random: Random) => ({
  username: `arn:aws:sts::${estate.accountId}:assumed-role/Developer/${random.pick(PEOPLE)}`,
  address: random.chance(0.9) ? estate.office : anywhere(random),
});

const kubelet: Make = ({ nodes }, random) => {
  const name = random.pick(nodes);
  const from = { username: `system:node:${name}`, groups: ['system:nodes'] };
  const address = name.slice(3).split('.')[0]?.replaceAll('-', '.') ?? '10.0.0.1';
  return {
    ...from,
    address,
    agent: 'kubelet/v1.30.2 (linux/amd64) kubernetes/3968350',
    ...random.pick([
      namespaced('patch', 'pods', random.pick(SPACES), `web-${random.lower(5)}`, 'status'),
      namespaced('get', 'configmaps', random.pick(SPACES), 'settings'),
      namespaced('get', 'secrets', random.pick(SPACES), 'registry-credentials'),
      namespaced('create', 'serviceaccounts', random.pick(SPACES), 'default', 'token'),
      namespaced('create', 'events', random.pick(SPACES)),
    ]),
  };
};

const CONTROLLERS = [
  'deployment-controller',
  'generic-garbage-collector',
  'namespace-controller',
  'replicaset-controller',
];

const controller: Make = (_, random) => ({
  username: `system:serviceaccount:kube-system:${random.pick(CONTROLLERS)}`,
  groups: ['system:serviceaccounts'],
  address: '10.0.1.9',
  agent: 'kube-controller-manager/v1.30.2',
  ...random.pick([
    namespaced('list', 'pods', random.pick(SPACES)),
    namespaced('delete', 'events', random.pick(SPACES), random.lower(10)),
    namespaced('create', 'pods', random.pick(SPACES)),
    namespaced('deletecollection', 'networkpolicies', 'review-17'),
  ]),
});

/** Health is everybody's to ask; what is asked without a name for more is refused. */
const nobody: Make = (_, random) => ({
  ...ANONYMOUS,
  address: anywhere(random),
  agent: random.pick(['ELB-HealthChecker/2.0', 'Mozilla/5.0 zgrab/0.x', 'Go-http-client/1.1']),
  ...random.pick([
    { verb: 'get', uri: '/healthz' },
    { verb: 'get', uri: '/livez?verbose' },
    { verb: 'get', uri: '/version' },
    { verb: 'get', uri: '/', code: 403 },
    { verb: 'get', uri: '/api/v1/pods', object: { resource: 'pods' }, code: 403 },
  ]),
});

const developer: Make = (estate, random) => ({
  ...person(estate, random),
  ...random.pick([
    namespaced('list', 'pods', 'shop'),
    namespaced('get', 'pods', 'shop', `web-${random.lower(5)}`, 'log'),
    namespaced('get', 'pods', 'shop', `web-${random.lower(5)}`, 'exec'),
    namespaced('create', 'pods', 'payments', `api-${random.lower(5)}`, 'portforward'),
    namespaced('list', 'pods', 'kube-system'),
  ]),
});

const bound = (kind: string, name: string, namespace: string, role: string) => ({
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [{ kind, name, ...(kind === 'ServiceAccount' && { namespace }) }],
});

/** What is rolled out brings accounts, roles and services with it. */
const rollout: Make = (_, random) => ({
  username: 'system:serviceaccount:delivery:deployer',
  groups: ['system:serviceaccounts'],
  address: '10.0.2.7',
  agent: 'Helm/3.15.2',
  ...random.pick([
    {
      ...namespaced('create', 'rolebindings', 'shop'),
      requestObject: bound('ServiceAccount', 'web', 'shop', 'edit'),
    },
    {
      ...namespaced('update', 'rolebindings', 'monitoring', 'view'),
      requestObject: bound('ServiceAccount', 'default', 'monitoring', 'view'),
    },
    {
      ...namespaced('create', 'clusterrolebindings', ''),
      requestObject: bound('ServiceAccount', 'prometheus', 'monitoring', 'cluster-admin'),
    },
    {
      ...namespaced('create', 'services', 'shop'),
      requestObject: { metadata: { name: 'web' }, spec: { type: 'LoadBalancer' } },
    },
    {
      ...namespaced('create', 'services', 'kubernetes-dashboard'),
      requestObject: { metadata: { name: 'kubernetes-dashboard' }, spec: { type: 'ClusterIP' } },
    },
    namespaced('patch', 'deployments', 'shop', 'web'),
  ]),
});

const PER_HOUR: readonly (readonly [Make, number])[] = [
  [kubelet, 30],
  [controller, 12],
  [nobody, 8],
];

export function quietKubernetes(estate: Estate, hour: number, random: Random): LogEntry[] {
  if (estate.nodes.length === 0) return [];
  const clock = Math.floor(hour / 3_600_000) % 24;
  const people = clock >= 7 && clock < 18 ? 6 : 0;
  const all = [...PER_HOUR, [developer, people], [rollout, people > 0 ? 2 : 0]] as const;
  return all.flatMap(([make, count]) =>
    Array.from({ length: count }, () =>
      kubernetesEntry({ at: hour + random.below(3_600_000), ...make(estate, random) }, random),
    ),
  );
}
