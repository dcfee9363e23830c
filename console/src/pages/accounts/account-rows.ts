/** An account to be added, as somebody typed or uploaded it. */
export interface AccountRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly accountId: string;
  readonly email: string;
}

export type RowProblem =
  | 'header'
  | 'columns'
  | 'accountId'
  | 'leadingZero'
  | 'email'
  | 'own'
  | 'twice'
  | 'known';

export interface ProblemRow {
  readonly line: number;
  readonly problem: RowProblem;
  /** What stands there. */
  readonly text: string;
}

export interface ReadRows {
  readonly rows: readonly AccountRow[];
  readonly problems: readonly ProblemRow[];
}

export const CSV_HEADER = 'Account ID,Email';
const EMAIL = /^[^\s@,"]+@[^\s@,"]+\.[^\s@,"]+$/;

/** What is wrong with one account, if anything; `taken` are the accounts that are there already. */
export function problemOf(
  { accountId, email }: Pick<AccountRow, 'accountId' | 'email'>,
  own: string,
  taken: ReadonlySet<string>,
): RowProblem | undefined {
  if (/^\d{9,11}$/.test(accountId)) return 'leadingZero';
  if (!/^\d{12}$/.test(accountId)) return 'accountId';
  if (!EMAIL.test(email) || email.length > 64) return 'email';
  if (accountId === own) return 'own';
  return taken.has(accountId) ? 'known' : undefined;
}

/**
 * Reads a list of accounts: the header `Account ID,Email`, then an account a line. A byte order
 * mark, either kind of line end, quotes and empty lines do no harm. Nothing that is wrong is left
 * out in silence: each such line is a problem.
 */
export function readAccountRows(text: string, own: string, known: ReadonlySet<string>): ReadRows {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const rows: AccountRow[] = [];
  const problems: ProblemRow[] = [];
  const [header = ''] = lines;
  if (fieldsOf(header)?.join(',') !== CSV_HEADER) {
    return { rows, problems: [{ line: 1, problem: 'header', text: header }] };
  }
  const seen = new Set<string>();
  for (const [index, content] of lines.entries()) {
    if (index === 0 || content.trim() === '') continue;
    const line = index + 1;
    const fields = fieldsOf(content);
    const [accountId = '', email = ''] = fields ?? [];
    const problem =
      fields?.length !== 2
        ? 'columns'
        : (problemOf({ accountId, email }, own, known) ??
          (seen.has(accountId) ? 'twice' : undefined));
    if (problem === undefined) rows.push({ line, accountId, email });
    else problems.push({ line, problem, text: content });
    seen.add(accountId);
  }
  return { rows, problems };
}

/** The fields of a line, bare or in quotes; undefined where a quote is not closed. */
function fieldsOf(line: string): string[] | undefined {
  const fields: string[] = [];
  const field = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/y;
  for (let isLast = false; !isLast; ) {
    const match = field.exec(line);
    if (match === null) return undefined;
    const [, quoted, bare = '', end] = match;
    fields.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    isLast = end !== ',';
  }
  return fields;
}
