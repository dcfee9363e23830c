/** What a detection reads: one log record that is whole, owned and has a time. */
export type Event = CloudTrailEvent | FlowEvent | DnsEvent | KubernetesEvent | DatabaseLoginEvent;

/** What routing needs of a record, before an event is made of it. */
export type Head = CloudTrailHead | FlowEvent | DnsHead | KubernetesHead | DatabaseLoginEvent;

/** What every event has, whatever log it comes from. */
interface Logged {
  readonly accountId: string;
  readonly region: string;
  /** The record's own id; empty for logs that have none: see `pipeline/event-id.ts`. */
  readonly id: string;
  /** When it happened, milliseconds. */
  readonly time: number;
}

/**
 * What routing needs of a CloudTrail record, read from its bytes before anything is parsed.
 * Empty text where the record lacks the member.
 */
export interface CloudTrailHead {
  readonly kind: 'cloudtrail';
  /** `recipientAccountId`, else `userIdentity.accountId`. */
  readonly accountId: string;
  readonly region: string;
  /** `eventSource`, such as `cloudtrail.amazonaws.com`. */
  readonly source: string;
  readonly name: string;
  readonly userAgent: string;
  /** `sourceIPAddress`: an address, or the name of a service. */
  readonly sourceAddress: string;
  /** `userIdentity.type`. */
  readonly identityType: string;
  /** Behind the colon of `userIdentity.principalId`: `i-…` for the credentials of an instance. */
  readonly sessionName: string;
  /** `userIdentity.accessKeyId`. */
  readonly accessKeyId: string;
  /**
   * `userIdentity.inScopeOf.issuerType`: what kind of resource the credentials were made for, such
   * as `AWS::Lambda::Function`.
   */
  readonly issuedTo: string;
  /** The call came through a VPC endpoint of another account than the caller's; else absent. */
  readonly isThroughOthers?: true | undefined;
  /**
   * For a data event of S3 (`eventCategory` Data): the bucket, or empty text where the record names
   * none. Absent for every other record.
   */
  readonly dataBucket?: string | undefined;
  /** A data event of Bedrock or SageMaker. Absent for every other record. */
  readonly isAiData?: true | undefined;
}

export interface CloudTrailEvent extends CloudTrailHead, Logged {
  /** The whole record, parsed. Nothing in it is trusted to have the type that AWS documents. */
  readonly record: Readonly<Record<string, unknown>>;
}

/**
 * One line of a VPC flow log, or of a Lambda function's network log, seen from the interface it
 * was taken at: `local` is that interface, `remote` the other end.
 */
export interface FlowEvent extends Logged {
  readonly kind: 'flow';
  readonly interfaceId: string;
  /** Empty where neither the line nor the inventory tells. */
  readonly instanceId: string;
  /** Set for the network log of a Lambda function; empty for every other line. */
  readonly functionArn: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly localAddress: string;
  readonly remoteAddress: string;
  /** The same as a number, where it is IPv4 and the reader has it at hand. */
  readonly remoteIpv4?: number | undefined;
  /** 0 for protocols without ports. */
  readonly localPort: number;
  readonly remotePort: number;
  /** IANA number: 6 TCP, 17 UDP, 1 ICMP. */
  readonly protocol: number;
  readonly packets: number;
  readonly bytes: number;
  /** From the first to the last packet of the line; 0 where the line does not say. */
  readonly seconds: number;
  readonly accepted: boolean;
  /** The packets of this line went from `local` to `remote`. */
  readonly outbound: boolean;
  /** Which end opened the connection, where TCP flags or the ports tell. */
  readonly initiator?: 'local' | 'remote';
  /** The line has the first packet of a TCP connection; absent where the log has no TCP flags. */
  readonly opens?: boolean;
}

/** What routing needs of a query. */
export interface DnsHead {
  readonly kind: 'dns';
  readonly accountId: string;
  readonly region: string;
  /** Lower case, without the dot at its end. */
  readonly domain: string;
  /** Record data as text, such as addresses. */
  readonly answers: readonly string[];
  /** Is any answer an IPv4 address that this is true of? Absent where only texts are at hand. */
  someIpv4Answer?(isIt: (address: number) => boolean): boolean;
  /** Some answers are no IPv4 addresses; absent where only texts are at hand. */
  readonly hasOtherAnswers?: boolean;
}

/** One answered query of the VPC resolver (Route 53 resolver query log). */
export interface DnsEvent extends DnsHead, Logged {
  readonly vpcId: string;
  /** Who asked; empty where the log does not say. */
  readonly instanceId: string;
  readonly sourceAddress: string;
  /** `A`, `AAAA`, `TXT` … */
  readonly queryType: string;
  /** `NOERROR`, `NXDOMAIN` … */
  readonly responseCode: string;
  readonly protocol: 'UDP' | 'TCP';
  /** The resolver's firewall stopped the query. */
  readonly blocked: boolean;
}

/** What routing needs of a Kubernetes audit event. */
export interface KubernetesHead {
  readonly kind: 'kubernetes';
  readonly accountId: string;
  readonly region: string;
  readonly verb: string;
  /** `objectRef.resource`, such as `pods`; empty for requests that are about no resource. */
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  /** Who is acted as: the impersonated user where there is one. */
  readonly username: string;
  /** The caller's address: the first of `sourceIPs`. */
  readonly sourceAddress: string;
}

/** One request of a Kubernetes API server that was answered, or whose session was opened. */
export interface KubernetesEvent extends KubernetesHead, Logged {
  /** The name of the cluster, from the log's declaration or its ARN. */
  readonly cluster: string;
  /** The audit event, parsed. Nothing in it is trusted to have the type that is documented. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** One attempt to log in to an RDS or Aurora database. */
export interface DatabaseLoginEvent extends Logged {
  readonly kind: 'database-login';
  readonly engine: 'postgres' | 'mysql';
  /** The identifier of the DB instance. */
  readonly database: string;
  /** Empty where the instance is in no cluster that we know of. */
  readonly cluster: string;
  readonly user: string;
  readonly application: string;
  /** The database inside the server that was asked for. */
  readonly schema: string;
  readonly sourceAddress: string;
  readonly outcome: 'success' | 'failure' | 'incomplete';
}

export type LogKind = Event['kind'];
