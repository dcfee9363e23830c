import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createProbe } from 'node:net';
import { systemClock } from '../../../lib/clock.ts';

interface Code {
  readonly challenge: string;
  readonly nonce: string;
  readonly clientId: string;
  readonly redirectUri: string;
}

/** What it does wrong on purpose. */
export type Fault = 'other-nonce' | 'other-key' | 'other-audience' | 'expired' | 'refuses';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An identity provider in this process: whoever comes is the person of `claims`. */
export class LocalIssuer {
  claims: object = {};
  fault: Fault | undefined;
  private readonly keys = pair();
  private readonly codes = new Map<string, Code>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<LocalIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const issuer = new LocalIssuer(server);
    server.on('request', (request, response) => void issuer.answer(request, response));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname === '/authorize') return this.authorize(url.searchParams, response);
    const body = await bodyOf(request);
    const [status, json] = this.jsonFor(url.pathname, new URLSearchParams(body));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json));
  }

  private jsonFor(path: string, form: URLSearchParams): [number, object] {
    if (path === '/.well-known/openid-configuration') return [200, this.metadata()];
    if (path === '/jwks') return [200, { keys: [this.publicKey()] }];
    return path === '/token' ? this.token(form) : [404, {}];
  }

  private metadata(): object {
    const { url } = this;
    return {
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  private publicKey(): object {
    const jwk = this.keys.publicKey.export({ format: 'jwk' });
    return { ...jwk, kid: 'one', use: 'sig', alg: 'RS256' };
  }

  /** Asks nothing: the browser is sent back at once. */
  private authorize(query: URLSearchParams, response: ServerResponse): void {
    const asked = (name: string) => query.get(name) ?? '';
    const back = new URL(asked('redirect_uri'));
    back.searchParams.set('state', asked('state'));
    if (this.fault === 'refuses') {
      back.searchParams.set('error', 'access_denied');
    } else {
      const code = randomUUID();
      if (asked('code_challenge_method') !== 'S256') throw new Error('PKCE is wanted.');
      this.codes.set(code, {
        ...{ challenge: asked('code_challenge'), nonce: asked('nonce') },
        ...{ clientId: asked('client_id'), redirectUri: back.origin + back.pathname },
      });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  /** A code is good once, for whoever knows what its challenge was made of. */
  private token(form: URLSearchParams): [number, object] {
    const code = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (code?.challenge !== challenge || code.redirectUri !== form.get('redirect_uri')) {
      return [400, { error: 'invalid_grant' }];
    }
    return [200, { access_token: 'a', token_type: 'Bearer', id_token: this.identity(code) }];
  }

  private identity({ nonce, clientId }: Code): string {
    const { fault } = this;
    const now = Math.floor(systemClock.now() / 1000) - (fault === 'expired' ? 7200 : 0);
    const claims = {
      ...{ iss: this.url, sub: 'person-1', iat: now, exp: now + 600 },
      aud: fault === 'other-audience' ? 'somebody-else' : clientId,
      nonce: fault === 'other-nonce' ? 'another' : nonce,
      ...this.claims,
    };
    const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
    const { privateKey } = fault === 'other-key' ? pair() : this.keys;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of request) parts.push(chunk as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** A provider is told where to send browsers back to before the server is there. */
export async function freePort(): Promise<number> {
  const probe = createProbe();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return typeof address === 'object' && address !== null ? address.port : 0;
}
