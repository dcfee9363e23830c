import * as client from 'openid-client';
import { OPEN_ID_SECONDS } from '../../../limits.ts';
import { isLoopback, type OpenIdSettings } from './open-id-settings.ts';

export const CALLBACK_PATH = '/console/open-id/callback';

/** What must come back with the answer of the provider; the browser keeps it, sealed. */
export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Sign-in by the authorisation code flow with PKCE, as `openid-client` speaks it. */
export class OpenId {
  private known: Promise<client.Configuration> | undefined;

  constructor(private readonly settings: OpenIdSettings) {}

  /** Where the browser goes, and what is to be expected of its return. */
  async begin(): Promise<{ readonly url: URL; readonly expected: Expected }> {
    const configuration = await this.configuration();
    const expected = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.publicUrl + CALLBACK_PATH,
      scope: this.settings.scope,
      code_challenge: await client.calculatePKCECodeChallenge(expected.verifier),
      code_challenge_method: 'S256',
      state: expected.state,
      nonce: expected.nonce,
    });
    return { url, expected };
  }

  /**
   * The claims of whoever came back with this query. Throws an Error where the provider refused,
   * or where anything is not as it was expected.
   */
  async finish(query: string, expected: Expected): Promise<Readonly<Record<string, unknown>>> {
    const current = new URL(`${this.settings.publicUrl}${CALLBACK_PATH}?${query}`);
    const tokens = await client.authorizationCodeGrant(await this.configuration(), current, {
      pkceCodeVerifier: expected.verifier,
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      idTokenExpected: true,
    });
    return tokens.claims() ?? {};
  }

  /** Asked once; a provider that could not be reached is asked again the next time. */
  private configuration(): Promise<client.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const server = new URL(issuer);
    const isLocal = isLoopback(server.protocol, server.hostname);
    return client.discovery(
      server,
      clientId,
      undefined,
      clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret),
      {
        timeout: OPEN_ID_SECONDS,
        // The signature of a token is looked at, although it comes from the provider itself.
        execute: [
          client.enableNonRepudiationChecks,
          ...(isLocal ? [client.allowInsecureRequests] : []),
        ],
      },
    );
  }
}
