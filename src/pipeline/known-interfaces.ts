import type { Inventory } from '../lists/known-lists.ts';
import type { KnownInterfaces } from '../normalise/log-reader.ts';

/** What the inventory tells of an interface: flow logs name no function, and few name instances. */
export function knownInterfaces(inventory: Inventory): KnownInterfaces {
  return {
    instanceIdOf: (interfaceId, address) =>
      (inventory.instance({ interfaceId }) ?? inventory.instance({ address }))?.instanceId ?? '',
    functionArnOf: (interfaceId) => inventory.functionOf(interfaceId)?.functionArn ?? '',
  };
}
