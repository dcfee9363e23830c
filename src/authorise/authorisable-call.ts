import type { Organization } from '../domain/account.ts';
import type { Principal } from '../domain/principal.ts';
import type { Partition } from '../domain/regions.ts';
import type { Tags } from '../domain/tags.ts';

/** A call with what its resources and condition keys follow from. */
export interface AuthorisableCall {
  /** Signing name: `guardduty`. */
  readonly service: string;
  /** AWS's name: `CreateFilter`. */
  readonly operation: string;
  /** Checked by its wire table. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly region: string;
  readonly partition: Partition;
  /** Milliseconds. */
  readonly now: number;
  readonly sourceIp?: string | undefined;
  /** The organisation of the principal's account. */
  readonly organization?: Organization | undefined;
}

/** One question to the policies: an action on all of these resources. */
export interface Ask {
  /** `guardduty:CreateFilter`. */
  readonly action: string;
  /** `['*']` for what is about no resource. */
  readonly resources: readonly string[];
  /** The service that is handed a role, where the action is `iam:PassRole`. */
  readonly passedTo?: string;
}

/** What IAM knows of a user, role or instance profile by its name. */
export interface IamFacts {
  readonly path: string;
  readonly tags: Tags;
}

/** The little that authorisation reads about resources themselves. */
export interface ResourceLookups {
  iamEntity(
    kind: 'user' | 'role' | 'instance-profile',
    accountId: string,
    name: string,
  ): Promise<IamFacts | undefined>;
  /** Tags of what an ARN names; none for what does not exist or cannot be tagged. */
  tagsOf(arn: string, call: AuthorisableCall): Promise<Tags>;
}

/** A text of the input, or undefined. */
export function textOf(input: AuthorisableCall['input'], member: string): string | undefined {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
}
