/** What an account is told of, for its own eyes: so far, that somebody has invited it. */
export type NoticeKind = 'invitation';

/** A notice in one account and Region. */
export interface Notice {
  /** An invitation's notice is called like the invitation, so that there is one for each. */
  readonly noticeId: string;
  readonly accountId: string;
  readonly region: string;
  readonly kind: NoticeKind;
  /** The account that the notice is about: whoever has invited. */
  readonly aboutAccountId: string;
  readonly message?: string;
  readonly createdAt: number;
  /** Absent while nobody has marked it as read. */
  readonly readAt?: number;
}
