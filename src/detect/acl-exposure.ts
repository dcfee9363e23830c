import { combine, type Exposure, type ExposureLevel, NOT_EXPOSED } from './exposure.ts';
import { at, oneOrMany, text } from './read-field.ts';

/** S3's canned ACLs that reach beyond the account. */
const CANNED: ReadonlyMap<string, Exposure> = new Map(
  Object.entries({
    'public-read': grant('anonymous', 'READ', 'canned ACL public-read'),
    'public-read-write': {
      ...grant('anonymous', 'READ', 'canned ACL public-read-write'),
      write: true,
    },
    'authenticated-read': grant('authenticated', 'READ', 'canned ACL authenticated-read'),
  }),
);

/** Request headers that grant, and the permission each stands for. */
const GRANT_HEADERS: Readonly<Record<string, string>> = {
  'x-amz-grant-read': 'READ',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write-acp': 'WRITE_ACP',
  'x-amz-grant-full-control': 'FULL_CONTROL',
};

/**
 * What the `requestParameters` of PutBucketAcl or CreateBucket open: a canned ACL, grant headers or
 * an access control policy. CloudTrail writes header values as a list or as bare text.
 */
export function aclExposure(parameters: unknown): Exposure {
  return combine([...cannedOf(parameters), ...headersOf(parameters), ...policyOf(parameters)]);
}

function cannedOf(parameters: unknown): Exposure[] {
  const names = headerValues(parameters, 'x-amz-acl');
  return names.map((name) => CANNED.get(name.trim().toLowerCase()) ?? NOT_EXPOSED);
}

function headersOf(parameters: unknown): Exposure[] {
  return Object.entries(GRANT_HEADERS).flatMap(([header, permission]) =>
    headerValues(parameters, header).flatMap((value) =>
      value.split(',').map((grantee) => grantTo(grantee, permission)),
    ),
  );
}

/** Some records have the headers under `accessControlList` instead. */
function headerValues(parameters: unknown, header: string): string[] {
  const found = [at(parameters, header), at(parameters, 'accessControlList', header)];
  return found.flatMap(oneOrMany).filter((value): value is string => typeof value === 'string');
}

function policyOf(parameters: unknown): Exposure[] {
  const lists = oneOrMany(at(parameters, 'AccessControlPolicy', 'AccessControlList'));
  const grants = lists.flatMap((list) => oneOrMany(at(list, 'Grant')));
  return grants.map((one) => grantTo(text(one, 'Grantee', 'URI'), text(one, 'Permission')));
}

function grantTo(grantee: string, permission: string): Exposure {
  const group = /\/groups\/global\/(AllUsers|AuthenticatedUsers)\b/i.exec(grantee)?.[1];
  if (!group) return NOT_EXPOSED;
  const level = group.toLowerCase() === 'allusers' ? 'anonymous' : 'authenticated';
  return grant(level, permission, `ACL grant ${permission.slice(0, 20)} to ${group}`);
}

function grant(level: ExposureLevel, permission: string, because: string): Exposure {
  const full = permission === 'FULL_CONTROL';
  return {
    level,
    read: full || permission === 'READ',
    write: full || permission === 'WRITE' || permission === 'WRITE_ACP',
    because: [because],
  };
}
