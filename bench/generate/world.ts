import type { Random } from './random.ts';

/** Who calls: an identity as CloudTrail writes it, the program used and where from. */
export interface Caller {
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly userAgent: string;
  readonly sourceIPAddress: string;
  /** Calls of AWS services come at all hours, and without a TLS handshake. */
  readonly kind: 'person' | 'machine' | 'service';
}

/** One account's people, machines and things. */
export interface AccountWorld {
  readonly accountId: string;
  readonly people: readonly Caller[];
  readonly machines: readonly Caller[];
  readonly services: readonly Caller[];
  readonly buckets: readonly string[];
  readonly roles: readonly string[];
}

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy'];
const BROWSERS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like ' +
    'Gecko) Chrome/124.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:126.0) Gecko/20100101 Firefox/126.0',
];
const TERMINALS = [
  'aws-cli/2.17.9 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 md/arch#arm64 ' +
    'lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#source ' +
    'md/prompt#off md/command#ec2.describe-instances',
  'Boto3/1.34.131 md/Botocore#1.34.131 ua/2.0 os/linux#6.5.0-1022-aws md/arch#x86_64 ' +
    'lang/python#3.10.12 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.131',
];
const MACHINES = [
  'APN/1.0 HashiCorp/1.0 Terraform/1.8.5 (+https://www.terraform.io) ' +
    'terraform-provider-aws/5.54.1 ' +
    '(+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.0 ' +
    'os/linux lang/go#1.22.4 md/GOOS#linux md/GOARCH#amd64 api/iam#1.33.1',
  'aws-sdk-go-v2/1.27.2 os/linux lang/go#1.22.3 md/GOOS#linux md/GOARCH#amd64 api/sts#1.28.10',
  'aws-sdk-java/2.25.60 Linux/5.10.217-205.860.amzn2.x86_64 ' +
    'OpenJDK_64-Bit_Server_VM/17.0.11+9-LTS Java/17.0.11 vendor/Amazon.com_Inc. io/sync ' +
    'http/Apache cfg/retry-mode/legacy',
];
const SERVICES = [
  'autoscaling.amazonaws.com',
  'config.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'lambda.amazonaws.com',
  'cloudformation.amazonaws.com',
  'resource-explorer-2.amazonaws.com',
];

/** The same account always has the same world, whatever else is generated. */
export function accountWorld(accountId: string, random: Random): AccountWorld {
  const count = 3 + random.below(4);
  const people = NAMES.slice(0, count).map((name, index) =>
    index % 3 === 0 ? iamUser(accountId, name, random) : ssoUser(accountId, name, random),
  );
  const jobs = ['deployment', 'nightly-report', 'order-service', 'image-resizer', 'log-shipper'];
  return {
    accountId,
    people,
    machines: jobs.map((job) => machine(accountId, job, random)),
    services: SERVICES.map((service) => serviceCaller(accountId, service, random)),
    buckets: ['assets', 'reports', 'backups', 'orders', 'artifacts'].map(
      (name) => `example-${name}-${accountId}`,
    ),
    roles: [...jobs, 'read-only', 'administrator'],
  };
}

export function iamUser(accountId: string, userName: string, random: Random): Caller {
  return {
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDA${random.id(17)}`,
      arn: `arn:aws:iam::${accountId}:user/${userName}`,
      accountId,
      accessKeyId: `AKIA${random.id(9)}EXAMPLE`,
      userName,
    },
    userAgent: random.pick(TERMINALS),
    sourceIPAddress: address(random),
    kind: 'person',
  };
}

export function rootUser(accountId: string, random: Random): Caller {
  return {
    userIdentity: {
      type: 'Root',
      principalId: accountId,
      arn: `arn:aws:iam::${accountId}:root`,
      accountId,
      accessKeyId: `ASIA${random.id(9)}EXAMPLE`,
      sessionContext: {
        attributes: { creationDate: '2024-01-01T00:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    userAgent: random.pick(BROWSERS),
    sourceIPAddress: address(random),
    kind: 'person',
  };
}

function ssoUser(accountId: string, name: string, random: Random): Caller {
  const userIdentity = session(
    accountId,
    'AWSReservedSSO_Developer',
    `${name}@example.com`,
    random,
  );
  const userAgent = random.pick(random.next() < 0.5 ? BROWSERS : TERMINALS);
  return { userIdentity, userAgent, sourceIPAddress: address(random), kind: 'person' };
}

function machine(accountId: string, job: string, random: Random): Caller {
  const name = job === 'deployment' ? 'GitHubActions' : `i-0${random.hex(16)}`;
  return {
    userIdentity: session(accountId, job, name, random),
    userAgent: random.pick(MACHINES),
    sourceIPAddress: address(random),
    kind: 'machine',
  };
}

function serviceCaller(accountId: string, service: string, random: Random): Caller {
  const role = `AWSServiceRoleFor${service.split('.')[0]}`;
  return {
    userIdentity: { ...session(accountId, role, 'service', random), invokedBy: service },
    userAgent: service,
    sourceIPAddress: service,
    kind: 'service',
  };
}

export function session(
  accountId: string,
  role: string,
  name: string,
  random: Random,
): Record<string, unknown> {
  const principalId = `AROA${random.id(17)}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${name}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
    accountId,
    accessKeyId: `ASIA${random.id(9)}EXAMPLE`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: `arn:aws:iam::${accountId}:role/${role}`,
        accountId,
        userName: role,
      },
      attributes: { creationDate: '2024-01-01T00:00:00Z', mfaAuthenticated: 'false' },
    },
  };
}

/** One of the three networks that are set aside for documentation. */
export function address(random: Random): string {
  return `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${1 + random.below(254)}`;
}
