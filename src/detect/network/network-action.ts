import type {
  Action,
  LocalIpDetails,
  NetworkConnectionAction,
  PortProbeDetail,
} from '@aws-sdk/client-guardduty';
import type { KnownLists } from '../../lists/known-lists.ts';
import type { DnsEvent, FlowEvent } from '../../normalise/event.ts';
import { remoteIp } from '../api-call-action.ts';
import { portName, protocolName } from './port-names.ts';

/** `NETWORK_CONNECTION`: both ends of the line, and who opened the connection. */
export function connectionAction(event: FlowEvent): Action {
  const remote = remoteIp(event.remoteAddress);
  const connection: NetworkConnectionAction = {
    Blocked: !event.accepted,
    ConnectionDirection: directionOf(event),
    Protocol: protocolName(event.protocol),
    LocalIpDetails: localIp(event.localAddress),
    ...(event.interfaceId && { LocalNetworkInterface: event.interfaceId }),
    LocalPortDetails: { Port: event.localPort, PortName: portName(event.localPort) },
    ...(remote && { RemoteIpDetails: remote }),
    RemotePortDetails: { Port: event.remotePort, PortName: portName(event.remotePort) },
  };
  return { ActionType: 'NETWORK_CONNECTION', NetworkConnectionAction: connection };
}

/** `PORT_PROBE`: the port of ours that somebody found open. */
export function probeAction(event: FlowEvent): Action {
  const remote = remoteIp(event.remoteAddress);
  const detail: PortProbeDetail = {
    LocalIpDetails: localIp(event.localAddress),
    LocalPortDetails: { Port: event.localPort, PortName: portName(event.localPort) },
    ...(remote && { RemoteIpDetails: remote }),
  };
  return {
    ActionType: 'PORT_PROBE',
    PortProbeAction: { Blocked: !event.accepted, PortProbeDetails: [detail] },
  };
}

/** `DNS_REQUEST`: the name that was asked for, and the part of it that somebody registered. */
export function queryAction(event: DnsEvent, lists: KnownLists): Action {
  return {
    ActionType: 'DNS_REQUEST',
    DnsRequestAction: {
      Domain: event.domain,
      DomainWithSuffix: lists.registrableDomain(event.domain),
      Protocol: event.protocol,
      Blocked: event.blocked,
      VpcOwnerAccountId: event.accountId,
    },
  };
}

function directionOf({ initiator }: FlowEvent): string {
  if (initiator === undefined) return 'UNKNOWN';
  return initiator === 'local' ? 'OUTBOUND' : 'INBOUND';
}

function localIp(address: string): LocalIpDetails {
  return address.includes(':') ? { IpAddressV6: address } : { IpAddressV4: address };
}
