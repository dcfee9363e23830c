import type { Container, KubernetesWorkloadDetails, Volume } from '@aws-sdk/client-guardduty';
import type { KubernetesEvent } from '../normalise/event.ts';
import { ofObject, resourceName } from './kubernetes-request.ts';
import { at, flag, oneOrMany, text } from './read-field.ts';

/** Resources that run containers, and where the description of their pods stands. */
const POD_SPEC_PATHS: Readonly<Record<string, readonly string[]>> = {
  pods: ['spec'],
  deployments: ['spec', 'template', 'spec'],
  daemonsets: ['spec', 'template', 'spec'],
  statefulsets: ['spec', 'template', 'spec'],
  replicasets: ['spec', 'template', 'spec'],
  replicationcontrollers: ['spec', 'template', 'spec'],
  jobs: ['spec', 'template', 'spec'],
  cronjobs: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

export function isWorkload(resource: string): boolean {
  return Object.hasOwn(POD_SPEC_PATHS, resource);
}

/**
 * `kubernetesWorkloadDetails` of a request that is about a workload: its name, and what it runs as
 * far as the log has the object.
 */
export function kubernetesWorkload(event: KubernetesEvent): KubernetesWorkloadDetails | undefined {
  const { resource, namespace } = event;
  if (!isWorkload(resource)) return undefined;
  const name = resourceName(event);
  const uid = text(event.record, 'objectRef', 'uid') || textOf(ofObject(event, 'metadata', 'uid'));
  return {
    ...(name && { Name: name }),
    Type: resource,
    ...(uid && { Uid: uid }),
    ...(namespace && { Namespace: namespace }),
    ...podDetails(ofObject(event, ...(POD_SPEC_PATHS[resource] ?? []))),
  };
}

function podDetails(spec: unknown): KubernetesWorkloadDetails {
  if (typeof spec !== 'object' || spec === null) return {};
  const account = text(spec, 'serviceAccountName');
  const volumes = oneOrMany(at(spec, 'volumes'));
  return {
    HostNetwork: flag(spec, 'hostNetwork') ?? false,
    HostIPC: flag(spec, 'hostIPC') ?? false,
    HostPID: flag(spec, 'hostPID') ?? false,
    ...(account && { ServiceAccountName: account }),
    Containers: oneOrMany(at(spec, 'containers')).map(containerOf),
    ...(volumes.length > 0 && { Volumes: volumes.map(volumeOf) }),
  };
}

function containerOf(container: unknown): Container {
  const image = text(container, 'image');
  const slash = image.lastIndexOf('/');
  const mounts = oneOrMany(at(container, 'volumeMounts'));
  const privileged = flag(container, 'securityContext', 'privileged');
  const escalates = flag(container, 'securityContext', 'allowPrivilegeEscalation');
  return {
    Name: text(container, 'name'),
    Image: image,
    ...(slash > 0 && { ImagePrefix: image.slice(0, slash) }),
    ...(mounts.length > 0 && {
      VolumeMounts: mounts.map((mount) => ({
        Name: text(mount, 'name'),
        MountPath: text(mount, 'mountPath'),
      })),
    }),
    SecurityContext: {
      Privileged: privileged ?? false,
      ...(escalates !== undefined && { AllowPrivilegeEscalation: escalates }),
    },
  };
}

function volumeOf(volume: unknown): Volume {
  const path = text(volume, 'hostPath', 'path');
  return { Name: text(volume, 'name'), ...(path && { HostPath: { Path: path } }) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
