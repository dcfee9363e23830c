import type { InstanceDetails, NetworkInterface, Resource } from '@aws-sdk/client-guardduty';
import type { Inventory, KnownInstance } from '../../lists/known-lists.ts';
import type { DnsEvent, FlowEvent } from '../../normalise/event.ts';
import { instanceDetails } from '../instance-details.ts';

/** The machine of ours that an event of the network is about. */
export interface Machine {
  /** What stays the same over its traffic. */
  readonly key: string;
  /** `EC2 instance i-…`. */
  readonly words: string;
  readonly resource: Resource;
  /** What the inventory knows of it. */
  readonly known: KnownInstance | undefined;
}

type Subject = FlowEvent | DnsEvent;

/**
 * A Lambda function where the interface is one's, else an instance. Logs that name no instance, and
 * no inventory that does, leave the interface or the address, which the finding then shows.
 */
export function machineOf(event: Subject, inventory: Inventory): Machine {
  if (event.kind === 'flow' && event.functionArn !== '') return functionOf(event, inventory);
  const known = knownInstance(event, inventory);
  const instanceId = event.instanceId || known?.instanceId;
  const place = event.kind === 'flow' ? event.interfaceId : `${event.vpcId}/${addressOf(event)}`;
  return {
    key: instanceId ?? place,
    words: instanceId ? `EC2 instance ${instanceId}` : `machine ${addressOf(event)}`,
    resource: {
      ResourceType: 'Instance',
      InstanceDetails: detailsOf(event, instanceId, inventory),
    },
    known,
  };
}

function functionOf(event: FlowEvent, inventory: Inventory): Machine {
  const { functionArn } = event;
  const known = inventory.functionOf(event.interfaceId);
  const name = known?.functionName ?? functionArn.split(':')[6] ?? functionArn;
  const vpcId = event.vpcId || known?.vpcId;
  return {
    key: functionArn,
    words: `Lambda function ${name}`,
    resource: {
      ResourceType: 'Lambda',
      LambdaDetails: {
        FunctionArn: functionArn,
        FunctionName: name,
        FunctionVersion: functionArn.split(':')[7] ?? '$LATEST',
        ...(known?.role && { Role: known.role }),
        ...(vpcId && {
          VpcConfig: { VpcId: vpcId, ...(event.subnetId && { SubnetIds: [event.subnetId] }) },
        }),
      },
    },
    known: undefined,
  };
}

function addressOf(event: Subject): string {
  return event.kind === 'flow' ? event.localAddress : event.sourceAddress;
}

function knownInstance(event: Subject, inventory: Inventory): KnownInstance | undefined {
  if (event.instanceId !== '') return inventory.instance({ instanceId: event.instanceId });
  const byInterface =
    event.kind === 'flow' && event.interfaceId !== ''
      ? inventory.instance({ interfaceId: event.interfaceId })
      : undefined;
  return byInterface ?? inventory.instance({ address: addressOf(event) });
}

function detailsOf(
  event: Subject,
  instanceId: string | undefined,
  inventory: Inventory,
): InstanceDetails {
  const known = instanceId ? instanceDetails(instanceId, inventory) : {};
  const [knownInterface] = known.NetworkInterfaces ?? [];
  return {
    // Whoever sends and receives is running.
    InstanceState: 'running',
    ...known,
    NetworkInterfaces: [{ ...knownInterface, ...interfaceOf(event) }],
  };
}

function interfaceOf(event: Subject): NetworkInterface {
  const address = addressOf(event);
  const addresses: NetworkInterface = address.includes(':')
    ? { Ipv6Addresses: [address] }
    : { PrivateIpAddress: address, PrivateIpAddresses: [{ PrivateIpAddress: address }] };
  return {
    ...addresses,
    ...(event.vpcId && { VpcId: event.vpcId }),
    ...(event.kind === 'flow' && {
      ...(event.interfaceId && { NetworkInterfaceId: event.interfaceId }),
      ...(event.subnetId && { SubnetId: event.subnetId }),
    }),
  };
}
