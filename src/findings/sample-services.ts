import type { Action, RemoteIpDetails, Service } from '@aws-sdk/client-guardduty';
import { dateOf } from '../lib/clock.ts';
import type { ActionKind, FindingType, ResourceKind } from './finding-types.ts';
import { placeholders } from './placeholders.ts';
import type { SamplePlace } from './sample-resources.ts';

/** What a sample's `service` says beyond what every finding's does. */
export function sampleService(type: FindingType, place: SamplePlace): Service {
  const details = scanOrSequence[type.resource]?.(place);
  return {
    ...(type.action && { Action: actions[type.action]() }),
    ...(type.role && { ResourceRole: type.role }),
    ...details,
    ...(type.type.startsWith('AttackSequence:') && { FeatureName: 'Correlation' }),
  };
}

const { address, privateAddress } = placeholders;

/** An action of each kind; the table is complete by its type. */
const actions: Readonly<Record<ActionKind, () => Action>> = {
  AWS_API_CALL: () => ({
    ActionType: 'AWS_API_CALL',
    AwsApiCallAction: {
      Api: 'GeneratedFindingAPIName',
      ServiceName: 'GeneratedFindingAPIServiceName',
      CallerType: 'Remote IP',
      UserAgent: placeholders.userAgent,
      RemoteIpDetails: remote(),
      AffectedResources: {},
    },
  }),
  DNS_REQUEST: () => ({
    ActionType: 'DNS_REQUEST',
    DnsRequestAction: { Domain: placeholders.domain, Protocol: 'UDP', Blocked: false },
  }),
  KUBERNETES_API_CALL: () => ({
    ActionType: 'KUBERNETES_API_CALL',
    KubernetesApiCallAction: {
      RequestUri: 'GeneratedFindingRequestURI',
      Verb: 'create',
      Resource: 'pods',
      SourceIps: [address],
      UserAgent: placeholders.userAgent,
      StatusCode: 201,
      RemoteIpDetails: remote(),
    },
  }),
  NETWORK_CONNECTION: () => ({
    ActionType: 'NETWORK_CONNECTION',
    NetworkConnectionAction: {
      ConnectionDirection: 'OUTBOUND',
      Protocol: 'TCP',
      Blocked: false,
      LocalIpDetails: { IpAddressV4: privateAddress },
      LocalPortDetails: { Port: 39677, PortName: 'Unknown' },
      RemoteIpDetails: remote(),
      RemotePortDetails: { Port: 22, PortName: 'SSH' },
    },
  }),
  PORT_PROBE: () => ({
    ActionType: 'PORT_PROBE',
    PortProbeAction: {
      Blocked: false,
      PortProbeDetails: [
        {
          LocalIpDetails: { IpAddressV4: privateAddress },
          LocalPortDetails: { Port: 22, PortName: 'SSH' },
          RemoteIpDetails: remote(),
        },
      ],
    },
  }),
  RDS_LOGIN_ATTEMPT: () => ({
    ActionType: 'RDS_LOGIN_ATTEMPT',
    RdsLoginAttemptAction: {
      RemoteIpDetails: remote(),
      LoginAttributes: [
        {
          User: 'GeneratedFindingDatabaseUser',
          Application: 'GeneratedFindingApplication',
          FailedLoginAttempts: 3,
          SuccessfulLoginAttempts: 1,
        },
      ],
    },
  }),
};

function remote(): RemoteIpDetails {
  return {
    IpAddressV4: address,
    Country: { CountryName: 'GeneratedFindingCountryName' },
    City: { CityName: 'GeneratedFindingCityName' },
    GeoLocation: { Lat: 0, Lon: 0 },
    Organization: {
      Asn: placeholders.asn,
      AsnOrg: 'GeneratedFindingASNOrg',
      Isp: 'GeneratedFindingISP',
      Org: 'GeneratedFindingORG',
    },
  };
}

const MINUTE_MILLIS = 60_000;
const SEQUENCE_STEPS = 3;
const ACTOR_ID = 'GeneratedFindingActorId';
const ENDPOINT_ID = 'GeneratedFindingEndpointId';

/** Findings of scans and sequences say more than what one event did. */
const scanOrSequence: Partial<Record<ResourceKind, (place: SamplePlace) => Service>> = {
  AttackSequence: sequence,
  Container: volumeScan,
  ECSCluster: volumeScan,
  KubernetesCluster: volumeScan,
  EBSSnapshot: fileScan,
  EC2Image: fileScan,
  RecoveryPointEC2: fileScan,
  RecoveryPointS3: fileScan,
  S3Object: fileScan,
  Runtime: ({ now }) => ({
    RuntimeDetails: {
      Process: {
        Name: 'GeneratedFindingProcessName',
        ExecutablePath: 'GeneratedFindingProcessExecutablePath',
        Pid: 1234,
        StartTime: dateOf(now),
        User: 'GeneratedFindingUserName',
        Lineage: [],
      },
      Context: {},
    },
  }),
};

function volumeScan({ now }: SamplePlace): Service {
  return {
    EbsVolumeScanDetails: {
      ScanId: 'GeneratedFindingScanId',
      ScanStartedAt: dateOf(now),
      ScanCompletedAt: dateOf(now),
      Sources: ['Amazon'],
      ScanType: 'GUARDDUTY_INITIATED',
      ScanDetections: {
        ThreatsDetectedItemCount: { Files: 1 },
        ThreatDetectedByName: {
          ItemCount: 1,
          UniqueThreatNameCount: 1,
          Shortened: false,
          ThreatNames: [{ Name: placeholders.threatName, Severity: 'HIGH', ItemCount: 1 }],
        },
      },
    },
  };
}

function fileScan(): Service {
  return {
    MalwareScanDetails: {
      ScanId: 'GeneratedFindingScanId',
      Threats: [{ Name: placeholders.threatName, Source: 'Amazon', Count: 1 }],
      UniqueThreatCount: 1,
    },
  };
}

/** Three steps of one attack: keys are listed, a policy is opened, objects are read. */
function sequence({ now, accountId, region }: SamplePlace): Service {
  const resource = (kind: 'S3_BUCKET' | 'ACCESS_KEY', Name: string) => ({
    ...{ Uid: `Generated${Name}`, Name, ResourceType: kind },
    ...{ AccountId: accountId, Region: region },
  });
  const [key, bucket] = [
    resource('ACCESS_KEY', placeholders.accessKeyId),
    resource('S3_BUCKET', placeholders.bucketName),
  ];
  const signal = (step: number, Name: string, about: { readonly Uid: string }) => {
    const at = dateOf(now - (SEQUENCE_STEPS - step) * MINUTE_MILLIS);
    return {
      ...{ Uid: `GeneratedFindingSignalId${step}`, Name, Type: 'CLOUD_TRAIL' as const },
      ...{ CreatedAt: at, UpdatedAt: at, FirstSeenAt: at, LastSeenAt: at, Count: step },
      ...{ ActorIds: [ACTOR_ID], EndpointIds: [ENDPOINT_ID], ResourceUids: [about.Uid] },
    };
  };
  return {
    Detection: {
      Sequence: {
        Uid: 'GeneratedFindingSequenceId',
        Description: 'A made-up sequence of three signals, as a sample.',
        Actors: [
          {
            Id: ACTOR_ID,
            User: { Name: placeholders.userName, Uid: placeholders.principalId, Type: 'IAMUser' },
          },
        ],
        Resources: [key, bucket],
        Endpoints: [{ Id: ENDPOINT_ID, Ip: address }],
        Signals: [
          signal(1, 'ListAccessKeys', key),
          signal(2, 'PutBucketPolicy', bucket),
          signal(3, 'GetObject', bucket),
        ],
        SequenceIndicators: [{ Key: 'ATTACK_TACTIC', Values: ['Discovery', 'Exfiltration'] }],
      },
    },
  };
}
