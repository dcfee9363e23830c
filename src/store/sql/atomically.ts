import type { Session } from './session.ts';

/** Runs several statements as one: in the transaction that there is, else in one of their own. */
export async function atomically<T>(
  session: Session,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  if (session.db.isTransaction) return await work(session);
  return await session.db.transaction().execute((db) => work({ ...session, db }));
}
