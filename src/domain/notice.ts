import type { PublishingDestination } from './publishing-destination.ts';

/** What an account is told of: that somebody has invited it, that its findings cannot leave. */
export type NoticeKind = 'invitation' | 'export-failure';

/** A notice in one account and Region. */
export interface Notice {
  /**
   * An invitation's notice is called like the invitation, and that of a destination after it and
   * the beginning of its failure, so that there is one for each.
   */
  readonly noticeId: string;
  readonly accountId: string;
  readonly region: string;
  readonly kind: NoticeKind;
  /** The account that the notice is about: whoever has invited, or the notice's own. */
  readonly aboutAccountId: string;
  readonly message?: string;
  readonly createdAt: number;
  /** Absent while nobody has marked it as read. */
  readonly readAt?: number;
}

const ID_DIGITS = 32;

/** Undefined while the destination is not known to fail. */
export function exportFailureNoticeId(destination: PublishingDestination): string | undefined {
  const { destinationId, failureStartedAt } = destination;
  if (failureStartedAt === undefined) return undefined;
  return destinationId + failureStartedAt.toString(16).padStart(12, '0');
}

export function destinationOfNotice({ noticeId }: Notice): string {
  return noticeId.slice(0, ID_DIGITS);
}
