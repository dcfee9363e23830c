import {
  at,
  defineDetection,
  type KubernetesEvent,
  kubernetes,
  kubernetesCaller,
  kubernetesHit,
  type Memory,
  ofObject,
  plainText,
  resourceName,
  text,
  wasServed,
} from '../../../src/detect/kit.ts';

const TYPES = {
  'Kubernetes Dashboard': 'Policy:Kubernetes/ExposedDashboard',
  'Kubeflow dashboard': 'Policy:Kubernetes/KubeflowDashboardExposed',
} as const;

type Dashboard = keyof typeof TYPES;

const KUBEFLOW = 'kubeflow';

export default defineDetection({
  types: Object.values(TYPES),
  severity: 5,
  reads: [
    kubernetes({ verbs: ['create', 'update', 'patch'], resources: ['services'] }),
    kubernetes({ verbs: ['create', 'update', 'patch'], namespaces: [KUBEFLOW] }),
  ],
  about: {
    title: 'The dashboard of a cluster was opened to the internet',
    description:
      'A load balancer was put before the Kubernetes Dashboard or before the way in to Kubeflow. ' +
      'Whoever reaches it and finds it without a good sign-in holds what it holds.',
    remediation:
      'Take the load balancer away and reach the dashboard through a port-forward or a private ' +
      'address. Look at what the service account of the dashboard did since.',
    tactic: 'Initial Access',
    blindSpots: [
      'Only services of type LoadBalancer count: ingresses and node ports are not followed.',
      'A load balancer that is marked as internal is left out; one behind a firewall is not.',
      'Dashboards are known by their usual names and namespaces.',
      "Kubeflow is reached through Istio's gateway, which other programs use too: it counts only " +
        'in a cluster in whose namespace kubeflow something was made before.',
    ],
  },
  observe(event, memory) {
    const { cluster } = event;
    if (event.namespace === KUBEFLOW) memory.keep(cluster, true);
    const dashboard = dashboardOf(event, memory);
    if (!wasServed(event) || !isLoadBalancer(event) || !dashboard) return;
    const name = plainText(`${event.namespace}/${resourceName(event)}`);
    return kubernetesHit(event, {
      type: TYPES[dashboard],
      severity: 5,
      key: `${event.namespace}/${resourceName(event)}`,
      title: `The ${dashboard} of ${cluster} was opened by a load balancer.`,
      description:
        `${kubernetesCaller(event)} made ${name} of the cluster ${cluster} a service of type ` +
        `LoadBalancer: the ${dashboard} can be reached from the internet.`,
    });
  },
});

function dashboardOf(event: KubernetesEvent, memory: Memory): Dashboard | undefined {
  const name = resourceName(event);
  if (/^kubernetes-dashboard/.test(name) || event.namespace === 'kubernetes-dashboard') {
    return 'Kubernetes Dashboard';
  }
  const isItsOwn = event.namespace === KUBEFLOW && /dashboard/.test(name);
  const isWayIn = event.namespace === 'istio-system' && name === 'istio-ingressgateway';
  const leadsThere = isWayIn && memory.last(event.cluster) === true;
  return isItsOwn || leadsThere ? 'Kubeflow dashboard' : undefined;
}

function isLoadBalancer(event: KubernetesEvent): boolean {
  const annotations = ofObject(event, 'metadata', 'annotations');
  const marks = [
    text(annotations, 'service.beta.kubernetes.io/aws-load-balancer-internal'),
    text(annotations, 'service.beta.kubernetes.io/aws-load-balancer-scheme'),
  ];
  const isInternal = marks.some((mark) => ['true', '0.0.0.0/0', 'internal'].includes(mark));
  return at(ofObject(event, 'spec'), 'type') === 'LoadBalancer' && !isInternal;
}
