import type { Hit } from '../detect/define.ts';
import { placeholders } from './placeholders.ts';
import type { SamplePlace } from './sample-resources.ts';

/**
 * A real hit as a sample: the names and addresses of its case give way to placeholders, wherever
 * they stand, in titles as in details.
 */
export function sampleFromHit(hit: Hit, place: SamplePlace): Hit {
  const key = hit.resource.AccessKeyDetails;
  const remote = hit.action?.AwsApiCallAction?.RemoteIpDetails;
  const buckets = hit.resource.S3BucketDetails ?? [];
  const named: [string | undefined, string][] = [
    [key?.AccessKeyId, placeholders.accessKeyId],
    [key?.PrincipalId, placeholders.principalId],
    // The root user has no name of its own: the word stands for what it is, as types do too.
    [key?.UserType === 'Root' ? undefined : key?.UserName, placeholders.userName],
    [remote?.IpAddressV4, placeholders.address],
    [hit.accountId, place.accountId],
    [hit.region, place.region],
    ...networkNames(hit),
    ...buckets.map(({ Name }): [string | undefined, string] => [Name, placeholders.bucketName]),
  ];
  const replaced = replaceTexts(hit, named.filter(isNamed).sort(longestFirst));
  return { ...(replaced as Hit), type: hit.type, time: place.now };
}

/** Machines, peers and lists, as hits about the network name them. */
function networkNames({ resource, action, evidence }: Hit): [string | undefined, string][] {
  const instance = resource.InstanceDetails;
  const connection = action?.NetworkConnectionAction;
  const [probe] = action?.PortProbeAction?.PortProbeDetails ?? [];
  const remotes = [connection?.RemoteIpDetails, probe?.RemoteIpDetails];
  const locals = [connection?.LocalIpDetails, probe?.LocalIpDetails];
  const interfaces = instance?.NetworkInterfaces ?? [];
  const query = action?.DnsRequestAction;
  const threats = evidence?.ThreatIntelligenceDetails ?? [];
  const { instanceId, imageId, address, privateAddress, domain, threatListName } = placeholders;
  return [
    [instance?.InstanceId, instanceId],
    [instance?.ImageId, imageId],
    ...remotes.map((one): [string | undefined, string] => [one?.IpAddressV4, address]),
    ...locals.map((one): [string | undefined, string] => [one?.IpAddressV4, privateAddress]),
    ...interfaces.flatMap((one): [string | undefined, string][] => [
      [one.PrivateIpAddress, privateAddress],
      [one.PublicIp, address],
      [one.NetworkInterfaceId, 'eni-99999999'],
      [one.SubnetId, 'GeneratedFindingSubnetId'],
      [one.VpcId, 'GeneratedFindingVPCId'],
    ]),
    [query?.Domain, domain],
    [query?.DomainWithSuffix, domain],
    [resource.LambdaDetails?.FunctionName, 'GeneratedFindingLambdaFunctionName'],
    ...threats.map((one): [string | undefined, string] => [one.ThreatListName, threatListName]),
  ];
}

function isNamed(pair: [string | undefined, string]): pair is [string, string] {
  return pair[0] !== undefined && pair[0] !== '';
}

/** A principal's id may hold the user's name: the whole goes before its parts. */
function longestFirst(a: readonly [string, string], b: readonly [string, string]): number {
  return b[0].length - a[0].length;
}

function replaceTexts(value: unknown, named: readonly (readonly [string, string])[]): unknown {
  if (typeof value === 'string') {
    return named.reduce((text, [name, placeholder]) => text.replaceAll(name, placeholder), value);
  }
  if (Array.isArray(value)) return value.map((one) => replaceTexts(one, named));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, one]) => [name, replaceTexts(one, named)]));
}
