import type { Principal } from '../../domain/principal.ts';
import type { Stack } from '../../domain/stack.ts';
import { STACK_SESSION_SECONDS } from '../../limits.ts';
import type { EngineParts } from './engine-parts.ts';

type Means = Pick<EngineParts, 'assume' | 'invoke' | 'store' | 'clock'>;

/** As whom a stack acts; sessions are taken anew before they end. */
export function createActor(
  { actor, region }: Pick<Stack, 'actor' | 'region'>,
  means: Means,
): () => Promise<Principal> {
  let session: { principal: Principal; until: number } | undefined;
  return async () => {
    if (actor.kind === 'caller') return actor.principal;
    if (session !== undefined && means.clock.now() < session.until) return session.principal;
    const until = means.clock.now() + (STACK_SESSION_SECONDS / 2) * 1000;
    session = { principal: await taken(actor, region, means), until };
    return session.principal;
  };
}

const SESSION_NAME = 'AWSCloudFormation';

async function taken(
  actor: Exclude<Stack['actor'], { kind: 'caller' }>,
  region: string,
  { assume, invoke, store }: Means,
): Promise<Principal> {
  const asked = { sessionName: SESSION_NAME, region, seconds: STACK_SESSION_SECONDS };
  if (actor.kind === 'role') {
    const { roleArn, service } = actor;
    return (await assume({ ...asked, roleArn, service })).principal;
  }
  const service = 'cloudformation.amazonaws.com';
  const { principal } = await assume({ ...asked, roleArn: actor.through, service });
  const answer = await invoke({
    ...{ principal, service: 'sts', operation: 'AssumeRole', region },
    input: { RoleArn: actor.roleArn, RoleSessionName: SESSION_NAME },
  });
  const { AccessKeyId: id = '' } = answer.Credentials as { AccessKeyId?: string };
  const credential = await store.credentials.get(id);
  if (credential === undefined) throw new Error('a session that was just issued is not there');
  const { sealedSecret: _s, tokenSha256: _t, expiresAt: _e, createdAt: _c, ...who } = credential;
  return who;
}
