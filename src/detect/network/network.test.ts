import { describe, expect, it } from 'vitest';
import { declaredLists, noLists } from '../../lists/declared-lists.ts';
import { exampleFlow, exampleQuery } from '../testing.ts';
import { isPublicIpv4 } from './flow-shape.ts';
import { listedContact, listedHit } from './listed-contact.ts';
import { machineOf } from './machine.ts';
import { connectionAction, probeAction, queryAction } from './network-action.ts';
import { networkHit } from './network-hit.ts';
import { portName, protocolName } from './port-names.ts';

const INSTANCE = {
  instanceId: 'i-0123456789abcdef0',
  interfaceId: 'eni-0123456789abcdef0',
  privateAddress: '10.0.0.5',
  publicAddress: '198.51.100.5',
  instanceType: 't3.micro',
  tags: { Name: 'web-1' },
};
const FUNCTION = {
  interfaceId: 'eni-0123456789abcdef0',
  functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
  functionName: 'orders',
  role: 'arn:aws:iam::111122223333:role/OrdersExample',
};
const known = declaredLists({ instances: [INSTANCE] });
const lists = declaredLists({
  addresses: { '203.0.113.17': ['command-and-control'], '192.0.2.9': ['black-hole'] },
  domains: { 'bad.example.com': ['command-and-control', 'phishing'] },
});

describe('the machine', () => {
  it('is what the line says and the inventory knows', () => {
    const { key, words, resource } = machineOf(exampleFlow(), known.inventory);
    expect([key, words]).toEqual(['i-0123456789abcdef0', 'EC2 instance i-0123456789abcdef0']);
    expect(resource).toEqual({
      ResourceType: 'Instance',
      InstanceDetails: {
        InstanceId: 'i-0123456789abcdef0',
        InstanceState: 'running',
        InstanceType: 't3.micro',
        NetworkInterfaces: [
          {
            NetworkInterfaceId: 'eni-0123456789abcdef0',
            PrivateIpAddress: '10.0.0.5',
            PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5' }],
            PublicIp: '198.51.100.5',
            SubnetId: 'subnet-0123456789abcdef0',
            VpcId: 'vpc-0123456789abcdef0',
          },
        ],
        Tags: [{ Key: 'Name', Value: 'web-1' }],
      },
    });
  });

  it('is found by its interface or its address where the log does not name it', () => {
    const byInterface = exampleFlow({ instanceId: '', localAddress: '10.0.0.9' });
    expect(machineOf(byInterface, known.inventory).key).toBe('i-0123456789abcdef0');
    const byAddress = exampleQuery({ instanceId: '' });
    expect(machineOf(byAddress, known.inventory).key).toBe('i-0123456789abcdef0');
  });

  it('is the interface or the address where nobody knows more', () => {
    const flow = machineOf(exampleFlow({ instanceId: '' }), noLists.inventory);
    expect([flow.key, flow.words]).toEqual(['eni-0123456789abcdef0', 'machine 10.0.0.5']);
    const query = exampleQuery({ instanceId: '', sourceAddress: '2001:db8::5' });
    const asker = machineOf(query, noLists.inventory);
    expect(asker.key).toBe('vpc-0123456789abcdef0/2001:db8::5');
    expect(asker.resource.InstanceDetails?.NetworkInterfaces).toEqual([
      { Ipv6Addresses: ['2001:db8::5'], VpcId: 'vpc-0123456789abcdef0' },
    ]);
  });

  it('is a function where the interface is one of a function', () => {
    const { functionArn } = FUNCTION;
    const event = exampleFlow({ functionArn, instanceId: '' });
    const { words, resource } = machineOf(
      event,
      declaredLists({ functions: [FUNCTION] }).inventory,
    );
    expect(words).toBe('Lambda function orders');
    expect(resource).toEqual({
      ResourceType: 'Lambda',
      LambdaDetails: {
        FunctionArn: functionArn,
        FunctionName: 'orders',
        FunctionVersion: '$LATEST',
        Role: FUNCTION.role,
        VpcConfig: { VpcId: 'vpc-0123456789abcdef0', SubnetIds: ['subnet-0123456789abcdef0'] },
      },
    });
    const versioned = exampleFlow({ functionArn: `${functionArn}:7` });
    expect(machineOf(versioned, noLists.inventory).resource.LambdaDetails).toMatchObject({
      FunctionName: 'orders',
      FunctionVersion: '7',
    });
  });
});

it('tells both ends of a connection', () => {
  expect(connectionAction(exampleFlow({ initiator: 'local', accepted: false }))).toEqual({
    ActionType: 'NETWORK_CONNECTION',
    NetworkConnectionAction: {
      Blocked: true,
      ConnectionDirection: 'OUTBOUND',
      Protocol: 'TCP',
      LocalIpDetails: { IpAddressV4: '10.0.0.5' },
      LocalNetworkInterface: 'eni-0123456789abcdef0',
      LocalPortDetails: { Port: 49152, PortName: 'Unknown' },
      RemoteIpDetails: { IpAddressV4: '203.0.113.17' },
      RemotePortDetails: { Port: 443, PortName: 'HTTPS' },
    },
  });
  const direction = (initiator?: 'remote') =>
    connectionAction(exampleFlow(initiator && { initiator })).NetworkConnectionAction
      ?.ConnectionDirection;
  expect([direction(), direction('remote')]).toEqual(['UNKNOWN', 'INBOUND']);
});

it('tells which port was probed, and what was asked for', () => {
  const probe = probeAction(exampleFlow({ localPort: 22, localAddress: '2001:db8::5' }));
  expect(probe.PortProbeAction).toEqual({
    Blocked: false,
    PortProbeDetails: [
      {
        LocalIpDetails: { IpAddressV6: '2001:db8::5' },
        LocalPortDetails: { Port: 22, PortName: 'SSH' },
        RemoteIpDetails: { IpAddressV4: '203.0.113.17' },
      },
    ],
  });
  expect(queryAction(exampleQuery({ domain: 'a.b.example.com' }), noLists)).toEqual({
    ActionType: 'DNS_REQUEST',
    DnsRequestAction: {
      Domain: 'a.b.example.com',
      DomainWithSuffix: 'example.com',
      Protocol: 'UDP',
      Blocked: false,
      VpcOwnerAccountId: '111122223333',
    },
  });
  expect([portName(3389), portName(1), protocolName(2), protocolName(200)]).toEqual([
    'RDP',
    'Unknown',
    'IGMP',
    '200',
  ]);
});

it('says who did what to whom, in the role that it had', () => {
  const parts = { type: 'T', severity: 8, about: '203.0.113.17', title: 'did it', because: 'Why.' };
  const found = networkHit(exampleFlow(), noLists, parts);
  expect(found).toMatchObject({
    key: 'i-0123456789abcdef0|203.0.113.17',
    title: 'The EC2 instance i-0123456789abcdef0 did it.',
    description: 'The EC2 instance i-0123456789abcdef0 did it in eu-west-1. Why.',
    resourceRole: 'ACTOR',
    additionalInfo: {},
  });
  expect(found.evidence).toBeUndefined();
  const target = networkHit(exampleFlow(), noLists, { ...parts, role: 'TARGET' });
  expect(target.resourceRole).toBe('TARGET');
  const listed = lists.addressThreats('203.0.113.17');
  expect(networkHit(exampleFlow(), noLists, { ...parts, listed }).resourceRole).toBe('TARGET');
});

describe('who is listed', () => {
  it('counts in the direction in which our end reaches out', () => {
    const kind = 'command-and-control';
    const contact = (more: object) => listedContact(exampleFlow(more), lists, kind)?.peer;
    expect(contact({})).toBe('203.0.113.17');
    expect(contact({ initiator: 'local' })).toBe('203.0.113.17');
    expect(contact({ initiator: 'remote' })).toBeUndefined();
    expect(contact({ outbound: false })).toBeUndefined();
    expect(contact({ remoteAddress: '203.0.113.18' })).toBeUndefined();
    expect(listedContact(exampleFlow(), lists, 'drop-point')).toBeUndefined();
  });

  it('is a domain, or for black holes where it leads', () => {
    const domain = 'www.bad.example.com';
    expect(listedContact(exampleQuery({ domain }), lists, 'phishing')).toMatchObject({
      peer: domain,
      words: 'a phishing domain',
      lists: [{ kind: 'phishing' }],
    });
    const sunk = exampleQuery({ answers: ['198.51.100.1', '192.0.2.9'] });
    expect(listedContact(sunk, lists, 'black-hole')?.peer).toBe('www.example.com');
    expect(listedContact(sunk, lists, 'drop-point')).toBeUndefined();
  });

  it('makes a hit of instances or of functions, with the lists as evidence', () => {
    const parts = { kind: 'command-and-control', type: 'T', severity: 8 } as const;
    const flow = exampleFlow();
    const found = listedHit(flow, lists, {
      ...parts,
      of: 'instance',
      additionalInfo: (by) => ({ lists: by.length }),
    });
    expect(found).toMatchObject({
      title:
        'The EC2 instance i-0123456789abcdef0 reached for 203.0.113.17, ' +
        'a command and control server.',
      evidence: {
        ThreatIntelligenceDetails: [
          { ThreatListName: 'declared command-and-control', ThreatNames: [] },
        ],
      },
      additionalInfo: { threatListName: 'declared command-and-control', lists: 1 },
    });
    expect(listedHit(flow, lists, { ...parts, of: 'function' })).toBeUndefined();
    const ofFunction = exampleFlow({ functionArn: FUNCTION.functionArn });
    expect(listedHit(ofFunction, lists, { ...parts, of: 'instance' })).toBeUndefined();
    expect(listedHit(ofFunction, lists, { ...parts, of: 'function' })?.resource).toMatchObject({
      ResourceType: 'Lambda',
    });
    expect(listedHit(exampleQuery(), lists, { ...parts, of: 'instance' })).toBeUndefined();
  });
});

it.each([
  ['203.0.113.17', true],
  ['10.0.0.5', false],
  ['169.254.169.254', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['0.0.0.0', false],
  ['2001:db8::1', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicIpv4(address)).toBe(expected);
});
