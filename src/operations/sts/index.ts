import { type OperationTable, unimplemented } from '../define.ts';
import { assumeRole } from './assume-role.ts';
import { getAccessKeyInfo } from './get-access-key-info.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getSessionToken } from './get-session-token.ts';
import type { StsOperations } from './operation-types.ts';

const FEDERATION = 'Identity providers and federated users do not exist yet.';
const NEWER_SESSIONS = 'This kind of session is not issued yet.';

export const stsTable: OperationTable<StsOperations> = {
  AssumeRole: assumeRole,
  AssumeRoleWithSAML: unimplemented('AssumeRoleWithSAML', FEDERATION),
  AssumeRoleWithWebIdentity: unimplemented('AssumeRoleWithWebIdentity', FEDERATION),
  AssumeRoot: unimplemented('AssumeRoot', NEWER_SESSIONS),
  DecodeAuthorizationMessage: unimplemented(
    'DecodeAuthorizationMessage',
    'Refusals carry no encoded message yet.',
  ),
  GetAccessKeyInfo: getAccessKeyInfo,
  GetCallerIdentity: getCallerIdentity,
  GetDelegatedAccessToken: unimplemented('GetDelegatedAccessToken', NEWER_SESSIONS),
  GetFederationToken: unimplemented('GetFederationToken', FEDERATION),
  GetScopedCredentials: unimplemented('GetScopedCredentials', NEWER_SESSIONS),
  GetSessionToken: getSessionToken,
  GetWebIdentityToken: unimplemented('GetWebIdentityToken', FEDERATION),
};
