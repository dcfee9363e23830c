import type { Partition } from './regions.ts';
import type { Tags } from './tags.ts';

/** One statement of a function's own policy, as AddPermission made it. */
export type PermissionStatement = Readonly<Record<string, unknown>> & { readonly Sid: string };

/** A function of an account and Region. Its code is kept beside it. */
export interface LambdaFunction {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly runtime: string;
  /** `index.lambda_handler`: file and function. */
  readonly handler: string;
  readonly roleArn: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly architecture: string;
  /** JSON of its variables, sealed: people keep secrets in them. Absent where it has none. */
  readonly sealedEnvironment?: string | undefined;
  /** SHA-256 of the archive, base64. */
  readonly codeSha256: string;
  readonly codeBytes: number;
  readonly modifiedAt: number;
  /** A UUID, another one after each change. */
  readonly revisionId: string;
  readonly tags: Tags;
  /** Who else may call it. */
  readonly permissions: readonly PermissionStatement[];
}

/** Only versions that were published have others. */
export const LATEST = '$LATEST';

export interface FunctionName {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly qualifier?: string;
}

const ARN_START = /arn:[\w-]+:lambda:([a-z0-9-]+):(\d{12}):function:/.source;
const PART_START = /(\d{12}):(?:function:)?|function:/.source;
const NAME = new RegExp(`^(?:${ARN_START}|${PART_START})?([\\w-]+)(?::(\\$LATEST|[\\w-]+))?$`);

/** What a caller may call a function: its name, its ARN or a part of it. */
export function readFunctionName(
  text: string,
  accountId: string,
  region: string,
): FunctionName | undefined {
  const [found, arnRegion, arnAccount, partAccount, name, qualifier] = NAME.exec(text) ?? [];
  if (found === undefined || name === undefined) return undefined;
  return {
    accountId: arnAccount ?? partAccount ?? accountId,
    region: arnRegion ?? region,
    name,
    ...(qualifier !== undefined && { qualifier }),
  };
}

export function functionArn(
  { accountId, region, name }: Pick<LambdaFunction, 'accountId' | 'region' | 'name'>,
  partition: Partition,
): string {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}

/** The policy of a function as GetPolicy shows it; undefined where nobody was let in. */
export function functionPolicy({
  permissions,
}: Pick<LambdaFunction, 'permissions'>): string | undefined {
  if (permissions.length === 0) return undefined;
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: permissions });
}
