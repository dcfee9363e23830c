import type { Finding } from '@aws-sdk/client-guardduty';
import type { Token } from './criteria.ts';

/** What a finding may share with others: the thing it is about, or who did it. */
export interface Relation {
  readonly kind: 'resource' | 'actor';
  readonly tokens: readonly Token[];
}

type Names = readonly (readonly [field: string, value: string | undefined])[];

/** By which criteria others are found that belong to the same story. */
export function relationsOf(finding: Finding): Relation[] {
  const relations: Relation[] = [];
  const resource = firstNamed(resourceNames(finding));
  const actor = firstNamed(actorNames(finding));
  const account = { propertyKey: 'accountId', operator: '=', value: finding.AccountId ?? '' };
  // Names of resources are good for their account only; addresses are the same everywhere.
  if (resource) relations.push({ kind: 'resource', tokens: [account, resource] });
  if (actor) relations.push({ kind: 'actor', tokens: [actor] });
  return relations;
}

function resourceNames({ Resource }: Finding): Names {
  return [
    ['resource.instanceDetails.instanceId', Resource?.InstanceDetails?.InstanceId],
    ['resource.s3BucketDetails.name', Resource?.S3BucketDetails?.[0]?.Name],
    ['resource.eksClusterDetails.name', Resource?.EksClusterDetails?.Name],
    ['resource.lambdaDetails.functionName', Resource?.LambdaDetails?.FunctionName],
    [
      'resource.rdsDbInstanceDetails.dbInstanceIdentifier',
      Resource?.RdsDbInstanceDetails?.DbInstanceIdentifier,
    ],
    ['resource.accessKeyDetails.userName', Resource?.AccessKeyDetails?.UserName],
    ['resource.accessKeyDetails.principalId', Resource?.AccessKeyDetails?.PrincipalId],
  ];
}

const ACTIONS = {
  awsApiCallAction: 'AwsApiCallAction',
  networkConnectionAction: 'NetworkConnectionAction',
  kubernetesApiCallAction: 'KubernetesApiCallAction',
  rdsLoginAttemptAction: 'RdsLoginAttemptAction',
} as const;

function actorNames({ Service, Resource }: Finding): Names {
  const action = Service?.Action;
  const addresses = Object.entries(ACTIONS).map(
    ([field, member]) =>
      [
        `service.action.${field}.remoteIpDetails.ipAddressV4`,
        action?.[member]?.RemoteIpDetails?.IpAddressV4,
      ] as const,
  );
  return [
    ...addresses,
    [
      'service.action.portProbeAction.portProbeDetails.remoteIpDetails.ipAddressV4',
      action?.PortProbeAction?.PortProbeDetails?.[0]?.RemoteIpDetails?.IpAddressV4,
    ],
    ['resource.accessKeyDetails.accessKeyId', Resource?.AccessKeyDetails?.AccessKeyId],
  ];
}

function firstNamed(names: Names): Token | undefined {
  const found = names.find(([, value]) => value !== undefined && value !== '');
  return found && { propertyKey: found[0], operator: '=', value: found[1] ?? '' };
}
