import { expect, it } from 'vitest';
import { kubernetesAction } from './kubernetes-action.ts';
import { exampleRequest } from './testing.ts';

it('says what was asked, by what and from where, and how it was answered', () => {
  const record = {
    requestURI: '/api/v1/namespaces/kube-system/pods/dns/exec?command=sh&tty=true',
    objectRef: { name: 'dns' },
    sourceIPs: ['203.0.113.17', '10.0.0.1', 7],
    userAgent: 'kubectl/v1.31.2',
    responseStatus: { code: 101 },
  };
  const head = { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'kube-system' };
  expect(kubernetesAction(exampleRequest({ ...head, record }))).toEqual({
    ActionType: 'KUBERNETES_API_CALL',
    KubernetesApiCallAction: {
      RequestUri: record.requestURI,
      Verb: 'create',
      Resource: 'pods',
      Subresource: 'exec',
      Namespace: 'kube-system',
      ResourceName: 'dns',
      SourceIps: ['203.0.113.17', '10.0.0.1'],
      UserAgent: 'kubectl/v1.31.2',
      RemoteIpDetails: { IpAddressV4: '203.0.113.17' },
      StatusCode: 101,
      Parameters: 'command=sh&tty=true',
    },
  });
});

it('tells what a caller asked whether it may do, and the answer', () => {
  const record = {
    requestObject: { spec: { resourceAttributes: { verb: 'get', resource: 'secrets' } } },
    responseObject: { status: { allowed: true } },
  };
  const head = { verb: 'create', resource: 'selfsubjectaccessreviews' };
  const action = kubernetesAction(exampleRequest({ ...head, record }));
  expect(action.KubernetesPermissionCheckedDetails).toEqual({
    Verb: 'get',
    Resource: 'secrets',
    Allowed: true,
  });
});

it('tells of the role, or of what binds it', () => {
  const record = {
    requestObject: {
      metadata: { name: 'open', uid: 'u' },
      roleRef: { kind: 'ClusterRole', name: 'view' },
    },
  };
  const of = (resource: string) => kubernetesAction(exampleRequest({ resource, record }));
  expect(of('clusterrolebindings').KubernetesRoleBindingDetails).toEqual({
    Kind: 'ClusterRoleBinding',
    Name: 'open',
    Uid: 'u',
    RoleRefName: 'view',
    RoleRefKind: 'ClusterRole',
  });
  expect(of('roles').KubernetesRoleDetails).toEqual({ Kind: 'Role', Name: 'open', Uid: 'u' });
  expect(of('constructor').KubernetesRoleDetails).toBeUndefined();
});
