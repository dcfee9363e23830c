import type {
  Container,
  InstanceDetails,
  KubernetesDetails,
  Resource,
} from '@aws-sdk/client-guardduty';
import { dateOf, isoMillis } from '../lib/clock.ts';
import type { ResourceKind } from './finding-types.ts';
import { placeholders } from './placeholders.ts';

/** Whose sample it is. */
export interface SamplePlace {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly now: number;
}

/** A resource of each kind, made up of placeholders; the table is complete by its type. */
export const sampleResources: Readonly<Record<ResourceKind, (place: SamplePlace) => Resource>> = {
  AccessKey: () => ({ ResourceType: 'AccessKey', ...accessKey() }),
  AttackSequence: () => ({ ResourceType: 'AttackSequence' }),
  Container: (place) => ({
    ResourceType: 'Container',
    ContainerDetails: container(),
    ...volumes(place),
  }),
  EBSSnapshot: (place) => ({
    ResourceType: 'EBSSnapshot',
    EbsSnapshotDetails: { SnapshotArn: arn(place, 'ec2', 'snapshot/snap-99999999') },
  }),
  EC2Image: (place) => ({
    ResourceType: 'EC2Image',
    Ec2ImageDetails: { ImageArn: arn(place, 'ec2', `image/${placeholders.imageId}`) },
  }),
  ECSCluster: (place) => ({ ResourceType: 'ECSCluster', ...ecsCluster(place), ...volumes(place) }),
  EKSCluster: (place) => ({ ResourceType: 'EKSCluster', ...eksCluster(place), ...accessKey() }),
  Instance: (place) => ({ ResourceType: 'Instance', InstanceDetails: instance(place) }),
  KubernetesCluster: (place) => ({
    ResourceType: 'KubernetesCluster',
    ...eksCluster(place),
    ...volumes(place),
  }),
  Lambda: (place) => ({ ResourceType: 'Lambda', LambdaDetails: lambda(place) }),
  RDSDBInstance: (place) => ({ ResourceType: 'RDSDBInstance', ...database(place) }),
  RecoveryPointEC2: recoveryPoint,
  RecoveryPointS3: recoveryPoint,
  Runtime: (place) => ({ ResourceType: 'Instance', InstanceDetails: instance(place) }),
  S3Bucket: (place) => ({ ResourceType: 'S3Bucket', ...bucket(place), ...accessKey() }),
  S3Object: (place) => ({
    ResourceType: 'S3Object',
    ...bucket(place, 'GeneratedFindingObjectKey'),
  }),
};

function arn({ partition, region, accountId }: SamplePlace, service: string, rest: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${rest}`;
}

function accessKey(): Pick<Resource, 'AccessKeyDetails'> {
  const { accessKeyId, principalId, userName } = placeholders;
  return {
    AccessKeyDetails: {
      AccessKeyId: accessKeyId,
      PrincipalId: principalId,
      UserName: userName,
      UserType: 'IAMUser',
    },
  };
}

function instance({ accountId, partition, region, now }: SamplePlace): InstanceDetails {
  const { instanceId, imageId, address, privateAddress } = placeholders;
  return {
    InstanceId: instanceId,
    InstanceType: 'm3.xlarge',
    InstanceState: 'running',
    ImageId: imageId,
    ImageDescription: 'GeneratedFindingInstanceImageDescription',
    LaunchTime: isoMillis(now),
    AvailabilityZone: `${region}a`,
    IamInstanceProfile: {
      Arn: `arn:${partition}:iam::${accountId}:instance-profile/GeneratedFindingInstanceProfile`,
      Id: 'GeneratedFindingInstanceProfileId',
    },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: 'eni-99999999',
        PrivateIpAddress: privateAddress,
        PrivateIpAddresses: [{ PrivateIpAddress: privateAddress }],
        PublicIp: address,
        SecurityGroups: [
          { GroupId: 'GeneratedFindingSecurityId', GroupName: 'GeneratedFindingSecurityGroupName' },
        ],
        SubnetId: 'GeneratedFindingSubnetId',
        VpcId: 'GeneratedFindingVPCId',
      },
    ],
    ProductCodes: [],
    Tags: [{ Key: 'GeneratedFindingInstanceTag', Value: 'GeneratedFindingInstanceTagValue' }],
  };
}

function container(): Container {
  return {
    ContainerRuntime: 'docker',
    Id: 'GeneratedFindingContainerId',
    Name: 'GeneratedFindingContainerName',
    Image: 'GeneratedFindingContainerImage',
  };
}

function kubernetes(): KubernetesDetails {
  return {
    KubernetesUserDetails: {
      Username: 'GeneratedFindingKubernetesUserName',
      Uid: 'GeneratedFindingKubernetesUserId',
      Groups: ['GeneratedFindingKubernetesUserGroup'],
    },
    KubernetesWorkloadDetails: {
      Name: 'GeneratedFindingKubernetesWorkloadName',
      Type: 'pods',
      Namespace: 'GeneratedFindingKubernetesNamespace',
      Containers: [container()],
    },
  };
}

function eksCluster(place: SamplePlace): Pick<Resource, 'EksClusterDetails' | 'KubernetesDetails'> {
  const name = 'GeneratedFindingEKSClusterName';
  return {
    EksClusterDetails: {
      Name: name,
      Arn: arn(place, 'eks', `cluster/${name}`),
      VpcId: 'GeneratedFindingVPCId',
      Status: 'ACTIVE',
      CreatedAt: dateOf(place.now),
    },
    KubernetesDetails: kubernetes(),
  };
}

function ecsCluster(place: SamplePlace): Pick<Resource, 'EcsClusterDetails'> {
  const name = 'GeneratedFindingECSClusterName';
  const task = arn(place, 'ecs', `task/${name}/GeneratedFindingECSTask`);
  return {
    EcsClusterDetails: {
      Name: name,
      Arn: arn(place, 'ecs', `cluster/${name}`),
      Status: 'ACTIVE',
      TaskDetails: { Arn: task, Containers: [container()] },
    },
  };
}

function volumes(place: SamplePlace): Pick<Resource, 'EbsVolumeDetails'> {
  const volume = { VolumeArn: arn(place, 'ec2', 'volume/vol-99999999'), VolumeType: 'gp3' };
  return { EbsVolumeDetails: { ScannedVolumeDetails: [volume], SkippedVolumeDetails: [] } };
}

function lambda(place: SamplePlace): Resource['LambdaDetails'] {
  const name = 'GeneratedFindingLambdaFunctionName';
  return {
    FunctionName: name,
    FunctionArn: arn(place, 'lambda', `function:${name}`),
    FunctionVersion: '$LATEST',
    Role: `arn:${place.partition}:iam::${place.accountId}:role/GeneratedFindingLambdaRole`,
    LastModifiedAt: dateOf(place.now),
  };
}

function database(place: SamplePlace): Pick<Resource, 'RdsDbInstanceDetails' | 'RdsDbUserDetails'> {
  const id = 'generated-finding-db-instance';
  return {
    RdsDbInstanceDetails: {
      DbInstanceIdentifier: id,
      DbInstanceArn: arn(place, 'rds', `db:${id}`),
      Engine: 'aurora-postgresql',
      EngineVersion: '16.1',
      DbClusterIdentifier: 'generated-finding-db-cluster',
    },
    RdsDbUserDetails: {
      User: 'GeneratedFindingDatabaseUser',
      Application: 'GeneratedFindingApplication',
      Database: 'GeneratedFindingDatabase',
      AuthMethod: 'password',
    },
  };
}

function recoveryPoint(place: SamplePlace): Resource {
  return {
    ResourceType: 'RecoveryPoint',
    RecoveryPointDetails: {
      RecoveryPointArn: arn(place, 'backup', 'recovery-point:GeneratedFindingRecoveryPoint'),
      BackupVaultName: 'GeneratedFindingBackupVault',
    },
  };
}

function bucket(place: SamplePlace, key?: string): Pick<Resource, 'S3BucketDetails'> {
  const name = placeholders.bucketName;
  const bucketArn = `arn:${place.partition}:s3:::${name}`;
  const object = key === undefined ? [] : [{ ObjectArn: `${bucketArn}/${key}`, Key: key }];
  return {
    S3BucketDetails: [
      {
        Arn: bucketArn,
        Name: name,
        Type: 'Destination',
        CreatedAt: dateOf(place.now),
        Owner: { Id: 'GeneratedFindingCanonicalUserId' },
        PublicAccess: { EffectivePermission: 'NOT_PUBLIC' },
        S3ObjectDetails: object,
      },
    ],
  };
}
