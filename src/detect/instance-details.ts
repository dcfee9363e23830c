import type { InstanceDetails, NetworkInterface } from '@aws-sdk/client-guardduty';
import type { Inventory, KnownInstance } from '../lists/known-lists.ts';

/** `resource.instanceDetails`: what the inventory knows of an instance, or its id alone. */
export function instanceDetails(instanceId: string, inventory: Inventory): InstanceDetails {
  const known = inventory.instance({ instanceId });
  if (known === undefined) return { InstanceId: instanceId };
  const { instanceType, imageId, availabilityZone, launchTime, profileArn, tags } = known;
  return {
    InstanceId: instanceId,
    ...(instanceType && { InstanceType: instanceType }),
    ...(imageId && { ImageId: imageId }),
    ...(availabilityZone && { AvailabilityZone: availabilityZone }),
    ...(launchTime && { LaunchTime: launchTime }),
    ...(profileArn && { IamInstanceProfile: { Arn: profileArn } }),
    NetworkInterfaces: interfacesOf(known),
    ...(tags && { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
  };
}

function interfacesOf(known: KnownInstance): NetworkInterface[] {
  const { interfaceId, privateAddress, publicAddress, vpcId, subnetId, securityGroups } = known;
  const found: NetworkInterface = {
    ...(interfaceId && { NetworkInterfaceId: interfaceId }),
    ...(privateAddress && {
      ...{ PrivateIpAddress: privateAddress },
      PrivateIpAddresses: [{ PrivateIpAddress: privateAddress }],
    }),
    ...(publicAddress && { PublicIp: publicAddress }),
    ...(vpcId && { VpcId: vpcId }),
    ...(subnetId && { SubnetId: subnetId }),
    ...(securityGroups && {
      SecurityGroups: securityGroups.map(({ id, name }) => ({
        GroupId: id,
        ...(name && { GroupName: name }),
      })),
    }),
  };
  return Object.keys(found).length > 0 ? [found] : [];
}
