import {
  defineDetection,
  kubernetes,
  kubernetesCaller,
  kubernetesHit,
  plainText,
  resourceName,
  wasServed,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: ['Execution:Kubernetes/ExecInKubeSystemPod'],
  severity: 5,
  reads: kubernetes({
    // Newer clients open the connection with a GET.
    verbs: ['create', 'get'],
    resources: ['pods'],
    subresources: ['exec'],
    namespaces: ['kube-system'],
  }),
  about: {
    title: 'A command was run in a pod of kube-system',
    description:
      'Somebody ran a command inside a pod that belongs to the system of the cluster. Such pods ' +
      'often have rights over the whole cluster, and nobody needs a shell in them day by day.',
    remediation:
      'Ask whoever ran it. If nobody answers for it, take the access away, replace the pod, and ' +
      "look at what its service account did since. The command stands in the request's address.",
    tactic: 'Execution',
    blindSpots: [
      'A command that is run by other ways (attach, ephemeral containers) is not counted.',
      'Pods of the system that run in other namespaces are not known as such.',
    ],
  },
  observe(event) {
    if (!wasServed(event)) return;
    const pod = plainText(resourceName(event));
    return kubernetesHit(event, {
      type: 'Execution:Kubernetes/ExecInKubeSystemPod',
      severity: 5,
      key: event.username,
      title: `A command was run in the pod kube-system/${pod} of ${event.cluster}.`,
      description:
        `${kubernetesCaller(event)} ran a command in the pod ${pod} of kube-system in the ` +
        `cluster ${event.cluster}, from ${plainText(event.sourceAddress) || 'nowhere known'}.`,
    });
  },
});
