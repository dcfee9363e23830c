import type { ManagedPolicy, PolicyVersion } from '../../../domain/iam.ts';
import { iamErrors } from '../errors.ts';

/** @throws ServiceError NoSuchEntity */
export function versionOf(
  policy: ManagedPolicy,
  { PolicyArn, VersionId }: { readonly PolicyArn: string; readonly VersionId: string },
): PolicyVersion {
  const version = policy.versions.find(({ versionId }) => versionId === VersionId);
  if (version === undefined) throw iamErrors.noPolicyVersion(PolicyArn, VersionId);
  return version;
}
