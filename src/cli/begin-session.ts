import type { SigningCredentials } from '../lib/sign-request.ts';
import { callService } from './call-service.ts';
import type { Caller } from './client-options.ts';

/** Credentials that end. */
export interface Session {
  readonly credentials: Required<SigningCredentials>;
  /** ISO 8601. */
  readonly expiration: string;
}

export interface AskedSession {
  /** Without one, the session is the caller's own. */
  readonly roleArn?: string | undefined;
  readonly sessionName: string;
  readonly seconds?: number | undefined;
}

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

/** Asks STS. Throws an Error with what it says where it refuses. */
export async function beginSession(caller: Caller, asked: AskedSession): Promise<Session> {
  const { roleArn, sessionName, seconds } = asked;
  const form = new URLSearchParams({
    Version: '2011-06-15',
    Action: roleArn === undefined ? 'GetSessionToken' : 'AssumeRole',
    ...(roleArn !== undefined && { RoleArn: roleArn, RoleSessionName: sessionName }),
    ...(seconds !== undefined && { DurationSeconds: String(seconds) }),
  });
  const headers = { 'content-type': FORM };
  const body = Buffer.from(form.toString());
  const answer = await callService(caller, {
    method: 'POST',
    service: 'sts',
    path: '/',
    headers,
    body,
  });
  const member = (name: string) => memberOf(answer.text, name);
  if (answer.status !== 200) {
    const message = member('Message') || 'no reason given';
    throw new Error(`The server refused with status ${answer.status}: ${message}`);
  }
  return {
    credentials: {
      accessKeyId: member('AccessKeyId'),
      secretAccessKey: member('SecretAccessKey'),
      sessionToken: member('SessionToken'),
    },
    expiration: member('Expiration'),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** Text of the first element of this name; the server writes none inside another of its name. */
function memberOf(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
