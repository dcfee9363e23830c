import { expect, it } from 'vitest';
import { declaredLists } from '../lists/declared-lists.ts';
import { instanceDetails } from './instance-details.ts';

const instanceId = 'i-0123456789abcdef0';

it('tells what the inventory knows', () => {
  const known = {
    instanceId,
    instanceType: 't3.micro',
    imageId: 'ami-0123456789abcdef0',
    availabilityZone: 'eu-west-1a',
    launchTime: '2026-03-01T08:00:00Z',
    profileArn: 'arn:aws:iam::111122223333:instance-profile/AppExample',
    interfaceId: 'eni-0123456789abcdef0',
    privateAddress: '10.0.0.5',
    publicAddress: '198.51.100.5',
    vpcId: 'vpc-0123456789abcdef0',
    subnetId: 'subnet-0123456789abcdef0',
    securityGroups: [{ id: 'sg-1', name: 'web' }, { id: 'sg-2' }],
    tags: { Name: 'web-1' },
  };
  const { inventory } = declaredLists({ instances: [known] });
  expect(instanceDetails(instanceId, inventory)).toEqual({
    InstanceId: instanceId,
    InstanceType: 't3.micro',
    ImageId: 'ami-0123456789abcdef0',
    AvailabilityZone: 'eu-west-1a',
    LaunchTime: '2026-03-01T08:00:00Z',
    IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/AppExample' },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: 'eni-0123456789abcdef0',
        PrivateIpAddress: '10.0.0.5',
        PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5' }],
        PublicIp: '198.51.100.5',
        VpcId: 'vpc-0123456789abcdef0',
        SubnetId: 'subnet-0123456789abcdef0',
        SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web' }, { GroupId: 'sg-2' }],
      },
    ],
    Tags: [{ Key: 'Name', Value: 'web-1' }],
  });
});

it('tells the id where nobody knows more, and no interface where nobody knows one', () => {
  const { inventory } = declaredLists({ instances: [{ instanceId }] });
  expect(instanceDetails(instanceId, inventory)).toEqual({
    InstanceId: instanceId,
    NetworkInterfaces: [],
  });
  expect(instanceDetails('i-1', inventory)).toEqual({ InstanceId: 'i-1' });
});
