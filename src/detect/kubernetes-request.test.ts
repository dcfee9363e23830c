import { expect, it } from 'vitest';
import {
  isEverybody,
  isPublicPath,
  isUnauthenticated,
  kubernetesCaller,
  kubernetesRequest,
  ofObject,
  subjectsOf,
  wasServed,
} from './kubernetes-request.ts';
import { exampleRequest } from './testing.ts';

const asked = (record: Record<string, unknown>, head = {}) => exampleRequest({ record, ...head });

it('knows whether a request was served', () => {
  const answered = (code: unknown) => wasServed(asked({ responseStatus: { code } }));
  expect([101, 200, 201].map(answered)).toEqual([true, true, true]);
  expect([100, 301, 403, 500, '200', null].map(answered)).toEqual(Array(6).fill(false));
  expect(wasServed(asked({}))).toBe(false);
});

it('takes who asks for who it is, not whom they act as', () => {
  const named = (user: unknown, more = {}) => isUnauthenticated(asked({ user, ...more }));
  expect(named({ username: 'system:anonymous' })).toBe(true);
  expect(named({ username: '', groups: ['system:unauthenticated'] })).toBe(true);
  expect(named({ username: 'maria', groups: ['system:masters'] })).toBe(false);
  const impersonatedUser = { username: 'system:anonymous' };
  expect(named({ username: 'maria' }, { impersonatedUser })).toBe(false);
  expect(kubernetesCaller(asked({ user: { username: 'maria' }, impersonatedUser }))).toBe(
    'maria acting as system:anonymous',
  );
  expect(kubernetesCaller(asked({}))).toBe('an unknown user');
});

it('knows the paths that are of everybody', () => {
  const at = (requestURI: unknown) => isPublicPath(asked({ requestURI }));
  const open = ['/healthz', '/livez/etcd', '/readyz?verbose', '/version'];
  expect(open.map(at)).toEqual([true, true, true, true]);
  expect(at('/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=1s')).toBe(true);
  expect(['/api', '/healthzz', '/api/v1/pods?x=/healthz', 7].map(at)).toEqual(Array(4).fill(false));
});

it('says what was asked', () => {
  expect(kubernetesRequest(asked({ requestURI: '/api' }, { verb: 'get', resource: '' }))).toBe(
    'get /api',
  );
  const exec = { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'shop' };
  expect(kubernetesRequest(asked({ objectRef: { name: 'web-1' } }, exec))).toBe(
    'create pods/exec of shop/web-1',
  );
  expect(kubernetesRequest(asked({}, { verb: 'list', resource: 'nodes', namespace: '' }))).toBe(
    'list nodes',
  );
});

it('reads the object as it is afterwards, else as it was asked for', () => {
  const requestObject = { roleRef: { name: 'asked' }, subjects: { kind: 'User', name: 'one' } };
  const both = asked({ requestObject, responseObject: { roleRef: { name: 'is' } } });
  expect(ofObject(both, 'roleRef', 'name')).toBe('is');
  expect(subjectsOf(both)).toEqual([{ kind: 'User', name: 'one', namespace: 'default' }]);
  expect(subjectsOf(asked({}))).toEqual([]);
});

it('knows everybody by both names', () => {
  const subject = (kind: string, name: string) => isEverybody({ kind, name, namespace: '' });
  expect(subject('User', 'system:anonymous')).toBe(true);
  expect(subject('Group', 'system:unauthenticated')).toBe(true);
  expect(subject('Group', 'system:authenticated')).toBe(false);
  expect(subject('ServiceAccount', 'system:anonymous')).toBe(false);
});
