import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { GuardDuty } from '@aws-sdk/client-guardduty';
import type { Organizations } from '@aws-sdk/client-organizations';
import { systemClock } from '../../lib/clock.ts';
import type { SigningCredentials } from '../../lib/sign-request.ts';
import { AWS_ATTEMPTS_MAX, SESSION_SPARE_MILLIS } from '../../limits.ts';

export interface AwsPlace {
  /** A Vedette; without one, AWS itself. */
  readonly endpointUrl: string | undefined;
  /** Where what belongs to no Region in particular is called. */
  readonly homeRegion: string;
  /** Taken in every account but the caller's own. */
  readonly roleName: string;
  /** How the sessions of that role are called. */
  readonly sessionName?: string;
}

/** Clients of the services, in any account that the caller reaches, in any Region. */
export interface Aws {
  readonly accountId: string;
  readonly callerArn: string;
  readonly partition: string;
  readonly homeRegion: string;
  readonly organizations: Organizations;
  /** The caller's own. */
  credentials(): Promise<SigningCredentials>;
  cloudFormation(accountId: string, region: string): CloudFormation;
  guardDuty(accountId: string, region: string): GuardDuty;
}

/**
 * Finds credentials as every client of AWS does, and says whose they are. The SDK is loaded here
 * and not before: commands without it must not wait for it.
 */
export async function openAws(place: AwsPlace): Promise<Aws> {
  const { endpointUrl, homeRegion, roleName, sessionName = 'vedette-baseline' } = place;
  // Which versions of Node.js Vedette runs on is for its own package to say.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const [{ CloudFormation }, { GuardDuty }, { Organizations }, { STS }] = await Promise.all([
    import('@aws-sdk/client-cloudformation'),
    import('@aws-sdk/client-guardduty'),
    import('@aws-sdk/client-organizations'),
    import('@aws-sdk/client-sts'),
  ]);
  const first = {
    maxAttempts: AWS_ATTEMPTS_MAX,
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
  };
  const sts = new STS({ ...first, region: homeRegion });
  // Connections are kept by one for all: there may be a client for each account and Region.
  const common = { ...first, requestHandler: sts.config.requestHandler };
  const { Account: accountId = '', Arn: callerArn = '' } = await sts.getCallerIdentity({});
  const [, partition = 'aws'] = callerArn.split(':');
  const settings = new Map<string, object>();

  /** Of one account; the SDK asks again before a session ends. */
  function settingsOf(target: string): object {
    if (target === accountId) return common;
    const RoleArn = `arn:${partition}:iam::${target}:role/${roleName}`;
    const credentials = onceEach(async () => {
      const { Credentials: given } = await sts.assumeRole({
        RoleArn,
        RoleSessionName: sessionName,
      });
      return {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
        ...(given?.Expiration && { expiration: given.Expiration }),
      };
    });
    const known = settings.get(target) ?? { ...common, credentials };
    settings.set(target, known);
    return known;
  }

  return {
    ...{ accountId, callerArn, partition, homeRegion },
    credentials: () => sts.config.credentials(),
    organizations: new Organizations({ ...common, region: homeRegion }),
    cloudFormation: (target, region) => new CloudFormation({ ...settingsOf(target), region }),
    guardDuty: (target, region) => new GuardDuty({ ...settingsOf(target), region }),
  };
}

interface Session {
  readonly expiration?: Date;
}

/** One session for the clients of all Regions, until it is about to end. */
function onceEach<T extends Session>(take: () => Promise<T>): () => Promise<T> {
  let taken: Promise<T> | undefined;
  let endsAt = Number.POSITIVE_INFINITY;
  return () => {
    if (taken !== undefined && systemClock.now() < endsAt - SESSION_SPARE_MILLIS) return taken;
    endsAt = Number.POSITIVE_INFINITY;
    const asked = take();
    taken = asked;
    asked.then(
      ({ expiration }) => {
        endsAt = expiration?.getTime() ?? Number.POSITIVE_INFINITY;
      },
      // A refusal is no answer to keep.
      () => {
        taken = undefined;
      },
    );
    return asked;
  };
}
