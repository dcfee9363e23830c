import { expect, it } from 'vitest';
import { declaredLists } from '../lists/declared-lists.ts';
import { databaseLogin, dns, flow, kubernetes } from './define.ts';
import { ReadsIndex } from './reads-index.ts';
import { exampleFlow, exampleLogin, exampleQuery, exampleRequest } from './testing.ts';

const lists = declaredLists({
  addresses: { '198.51.100.7': ['tor-exit'] },
  domains: { 'bad.example.com': ['phishing'] },
});

const index = new ReadsIndex([
  { value: 'ssh', reads: [flow({ localPorts: [22], protocols: [6], initiator: 'remote' })] },
  { value: 'mail', reads: [flow({ remotePorts: [25], outbound: true })] },
  { value: 'listed', reads: [flow({ listed: true }), dns({ listed: true })] },
  { value: 'metadata', reads: [dns({ answer: '169.254.169.254' })] },
  { value: 'exec', reads: [kubernetes({ verbs: ['create'], subresources: ['exec'] })] },
  { value: 'system', reads: [kubernetes({ namespaces: ['kube-system'], usernames: ['a'] })] },
  { value: 'pods', reads: [kubernetes({ resources: ['pods'], listed: true })] },
  { value: 'failure', reads: [databaseLogin({ outcomes: ['failure'] })] },
  { value: 'listed login', reads: [databaseLogin({ listed: true })] },
]);

it.each([
  [exampleFlow({ localPort: 22, protocol: 6, initiator: 'remote' }), ['ssh']],
  [exampleFlow({ localPort: 22, protocol: 17, initiator: 'remote' }), []],
  [exampleFlow({ localPort: 22, protocol: 6, initiator: 'local' }), []],
  [exampleFlow({ localPort: 22, protocol: 6 }), []],
  [exampleFlow({ remotePort: 25, outbound: true }), ['mail']],
  [exampleFlow({ remotePort: 25, outbound: false }), []],
  [exampleFlow({ remoteAddress: '198.51.100.7' }), ['listed']],
  [exampleQuery({ domain: 'www.bad.example.com' }), ['listed']],
  [exampleQuery({ answers: ['192.0.2.1', '169.254.169.254'] }), ['metadata']],
  [exampleQuery({}), []],
  [exampleRequest({ verb: 'create', subresource: 'exec' }), ['exec']],
  [exampleRequest({ verb: 'get', subresource: 'exec' }), []],
  [exampleRequest({ namespace: 'kube-system', username: 'a' }), ['system']],
  [exampleRequest({ namespace: 'kube-system', username: 'b' }), []],
  [exampleRequest({ resource: 'pods', sourceAddress: '198.51.100.7' }), ['pods']],
  [exampleRequest({ resource: 'nodes', sourceAddress: '198.51.100.7' }), []],
  [
    exampleLogin({ outcome: 'failure', sourceAddress: '198.51.100.7' }),
    ['failure', 'listed login'],
  ],
  [exampleLogin({ outcome: 'success' }), []],
])('%j is read by %j', (head, readers) => {
  expect(index.all(head, lists)).toEqual(readers);
  expect(index.some(head, lists)).toBe(readers.length > 0);
});
