import { expect, it } from 'vitest';
import { kubernetesHit } from './kubernetes-hit.ts';
import { exampleRequest } from './testing.ts';

const parts = { type: 'A:Kubernetes/B', severity: 8, key: 'k', title: 't', description: 'd' };
const pod = {
  metadata: { name: 'miner', uid: 'pod-uid' },
  spec: {
    hostNetwork: true,
    serviceAccountName: 'default',
    containers: [
      {
        name: 'main',
        image: 'registry.example.com/tools/miner:1',
        securityContext: { privileged: true, allowPrivilegeEscalation: true },
        volumeMounts: [{ name: 'root', mountPath: '/host' }],
      },
      { name: 'side', image: 'busybox' },
    ],
    volumes: [
      { name: 'root', hostPath: { path: '/' } },
      { name: 'tmp', emptyDir: {} },
    ],
  },
};

const record = {
  user: {
    username: 'admin-example',
    uid: 'aws-iam-authenticator:111122223333:AROAEXAMPLE000DEPLOY',
    groups: ['system:masters'],
    extra: {
      accessKeyId: ['ASIAEXAMPLE000DEPLO1'],
      canonicalArn: ['arn:aws:iam::111122223333:role/path/DeployExample'],
      principalId: ['AROAEXAMPLE000DEPLOY'],
      sessionName: ['maria'],
    },
  },
  impersonatedUser: { username: 'bob', groups: ['dev'] },
  requestObject: pod,
};

it('tells of the cluster, the user, the credentials behind them and the workload', () => {
  const head = { verb: 'create', resource: 'pods', namespace: 'shop', record };
  const made = kubernetesHit(exampleRequest(head), parts);
  expect(made.key).toBe('example|k');
  expect(made.resource).toEqual({
    ResourceType: 'EKSCluster',
    EksClusterDetails: {
      Name: 'example',
      Arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/example',
    },
    KubernetesDetails: {
      KubernetesUserDetails: {
        Username: 'admin-example',
        Uid: 'aws-iam-authenticator:111122223333:AROAEXAMPLE000DEPLOY',
        Groups: ['system:masters'],
        SessionName: ['maria'],
        ImpersonatedUser: { Username: 'bob', Groups: ['dev'] },
      },
      KubernetesWorkloadDetails: {
        Name: 'miner',
        Type: 'pods',
        Uid: 'pod-uid',
        Namespace: 'shop',
        HostNetwork: true,
        HostIPC: false,
        HostPID: false,
        ServiceAccountName: 'default',
        Containers: [
          {
            Name: 'main',
            Image: 'registry.example.com/tools/miner:1',
            ImagePrefix: 'registry.example.com/tools',
            VolumeMounts: [{ Name: 'root', MountPath: '/host' }],
            SecurityContext: { Privileged: true, AllowPrivilegeEscalation: true },
          },
          { Name: 'side', Image: 'busybox', SecurityContext: { Privileged: false } },
        ],
        Volumes: [{ Name: 'root', HostPath: { Path: '/' } }, { Name: 'tmp' }],
      },
    },
    AccessKeyDetails: {
      AccessKeyId: 'ASIAEXAMPLE000DEPLO1',
      PrincipalId: 'AROAEXAMPLE000DEPLOY',
      UserName: 'DeployExample',
      UserType: 'AssumedRole',
    },
  });
});

it('names IAM identities by what their ARNs say', () => {
  const behind = (arn: string) => {
    const record = { user: { extra: { arn: [arn] } } };
    return kubernetesHit(exampleRequest({ record }), parts).resource.AccessKeyDetails;
  };
  expect(behind('arn:aws:sts::111122223333:assumed-role/Admin/maria')).toEqual({
    UserName: 'Admin',
    UserType: 'AssumedRole',
  });
  expect(behind('arn:aws:iam::111122223333:user/people/maria')).toEqual({
    UserName: 'maria',
    UserType: 'IAMUser',
  });
  expect(behind('arn:aws:iam::111122223333:root')).toEqual({ UserName: 'Root', UserType: 'Root' });
  expect(behind('nonsense')).toEqual({});
  const uid = 'aws-iam-authenticator:111122223333:AROAEXAMPLE000DEPLOY';
  const older = { user: { uid, extra: { accessKeyId: ['ASIAEXAMPLE000DEPLO1'] } } };
  expect(kubernetesHit(exampleRequest({ record: older }), parts).resource.AccessKeyDetails).toEqual(
    {
      AccessKeyId: 'ASIAEXAMPLE000DEPLO1',
      PrincipalId: 'AROAEXAMPLE000DEPLOY',
    },
  );
  expect(kubernetesHit(exampleRequest(), parts).resource).not.toHaveProperty('AccessKeyDetails');
});

it('says which lists decided', () => {
  const listed = [{ kind: 'tor-exit' as const, list: 'exits', threats: ['tor'] }];
  const made = kubernetesHit(exampleRequest(), { ...parts, listed, additionalInfo: { a: 1 } });
  expect(made.evidence?.ThreatIntelligenceDetails).toEqual([
    { ThreatListName: 'exits', ThreatNames: ['tor'] },
  ]);
  expect(made.additionalInfo).toEqual({ threatListName: 'exits', threatName: 'tor', a: 1 });
});

it('takes what has no shape for nothing', () => {
  const record = { user: 7, requestObject: { spec: { containers: [null, 7], volumes: 'x' } } };
  const made = kubernetesHit(exampleRequest({ resource: 'pods', record }), parts);
  expect(made.resource.KubernetesDetails?.KubernetesWorkloadDetails?.Containers).toHaveLength(2);
});
