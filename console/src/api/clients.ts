import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { now } from '../clock.ts';
import { readSignIn } from './session.ts';
import { callVedette, type VedetteCall } from './vedette.ts';

/** A role that the console acts as, in this account or another. */
export interface Role {
  readonly accountId: string;
  readonly roleName: string;
}

/** The API as one principal in one Region. */
export interface Clients {
  readonly region: string;
  readonly guardduty: GuardDutyClient;
  /** For clients that only one page needs. */
  readonly credentials: AwsCredentialIdentityProvider;
  /** Calls Vedette's own service; answers its JSON. */
  vedette<Output>(call: VedetteCall): Promise<Output>;
}

const RENEW_BEFORE_MILLIS = 5 * 60_000;

/**
 * Clients of AWS's SDK that call the server this page came from. Credentials stay in memory and
 * are asked for anew five minutes before they end.
 */
export function createClients(provider: AwsCredentialIdentityProvider, region: string): Clients {
  const credentials = renewing(provider);
  const guardduty = new GuardDutyClient({ endpoint: location.origin, region, credentials });
  return {
    region,
    guardduty,
    credentials,
    vedette: async (call) => callVedette(await credentials(), region, call),
  };
}

/** Whoever is signed in, or the role that they assumed. */
export function providerFor(role: Role | undefined): AwsCredentialIdentityProvider {
  const own = renewing(async () => (await readSignIn()).credentials);
  if (role === undefined) return own;
  return async () => {
    // Most people never switch: what it takes is loaded when somebody does.
    const { assumeRole } = await import('./assume-role.ts');
    return assumeRole(own, role);
  };
}

function renewing(provider: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let held: Promise<AwsCredentialIdentity> | undefined;
  return async () => {
    const current = await held?.catch(() => undefined);
    const endsAt = current?.expiration?.getTime() ?? 0;
    if (current && endsAt - RENEW_BEFORE_MILLIS > now()) return current;
    held = provider();
    return held;
  };
}
