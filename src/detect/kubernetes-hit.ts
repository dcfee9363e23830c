import type { Resource } from '@aws-sdk/client-guardduty';
import type { Listed } from '../lists/known-lists.ts';
import type { KubernetesEvent } from '../normalise/event.ts';
import { partitionOf } from './access-key-resource.ts';
import type { Hit } from './define.ts';
import { kubernetesAction } from './kubernetes-action.ts';
import { kubernetesAccessKey, kubernetesUser } from './kubernetes-user.ts';
import { kubernetesWorkload } from './kubernetes-workload.ts';
import { threatEvidence, threatInfo } from './threat-evidence.ts';

export interface KubernetesHitParts {
  readonly type: string;
  readonly severity: number;
  /** What makes it the same finding, within the cluster. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** Lists that decided. */
  readonly listed?: readonly Listed[];
  readonly additionalInfo?: Readonly<Record<string, unknown>>;
}

/** A hit about a request to the API of a Kubernetes cluster. */
export function kubernetesHit(event: KubernetesEvent, parts: KubernetesHitParts): Hit {
  const { listed = [] } = parts;
  return {
    type: parts.type,
    severity: parts.severity,
    accountId: event.accountId,
    region: event.region,
    time: event.time,
    key: `${event.cluster}|${parts.key}`,
    title: parts.title,
    description: parts.description,
    resource: clusterResource(event),
    action: kubernetesAction(event),
    resourceRole: 'TARGET',
    ...(listed.length > 0 && { evidence: threatEvidence(listed) }),
    additionalInfo: { ...threatInfo(listed), ...parts.additionalInfo },
  };
}

function clusterResource(event: KubernetesEvent): Resource {
  const { accountId, region, cluster } = event;
  const arn = `arn:${partitionOf(region)}:eks:${region}:${accountId}:cluster/${cluster}`;
  const accessKey = kubernetesAccessKey(event);
  const workload = kubernetesWorkload(event);
  return {
    ResourceType: 'EKSCluster',
    EksClusterDetails: { Name: cluster, Arn: arn },
    KubernetesDetails: {
      KubernetesUserDetails: kubernetesUser(event),
      ...(workload && { KubernetesWorkloadDetails: workload }),
    },
    ...(accessKey && { AccessKeyDetails: accessKey }),
  };
}
