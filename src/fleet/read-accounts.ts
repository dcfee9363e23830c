import { CsvError, parse } from 'csv-parse/sync';

export interface FleetAccount {
  readonly accountId: string;
  /** Of its root. Only adding it as a member needs it. */
  readonly email?: string;
}

/**
 * Accounts from a list: `ID,Email` a line, with the console's header `Account ID,Email` or without
 * one, or an id alone. Throws an Error that names the line of what is no account.
 */
export function readAccounts(text: string): FleetAccount[] {
  const accounts = new Map<string, FleetAccount>();
  for (const { record, line } of rowsOf(text)) {
    const [first = '', second = '', ...more] = record.map((field) => field.trim());
    if (accounts.size === 0 && /^account ?id$/i.test(first)) continue;
    const problem = problemOf(first, second, more) ?? (accounts.has(first) && 'is there twice');
    if (problem) throw new Error(`Line ${line} of the accounts: ${first || 'nothing'} ${problem}.`);
    accounts.set(first, { accountId: first, ...(second !== '' && { email: second }) });
  }
  if (accounts.size === 0) throw new Error('The list of accounts is empty.');
  return [...accounts.values()];
}

interface Row {
  readonly record: readonly string[];
  readonly line: number;
}

function rowsOf(text: string): Row[] {
  try {
    const options = { bom: true, relaxColumnCount: true, skipEmptyLines: true, comment: '#' };
    const rows = parse(text, { ...options, info: true }) as unknown as {
      readonly record: string[];
      readonly info: { readonly lines: number };
    }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Error(`The list of accounts is no CSV: ${error.message}.`);
  }
}

function problemOf(id: string, email: string, more: readonly string[]): string | undefined {
  if (/^\d{9,11}$/.test(id)) {
    return 'has fewer than 12 digits: a spreadsheet may have dropped zeros at its beginning';
  }
  if (!/^\d{12}$/.test(id)) return 'is no account id of 12 digits';
  if (email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) return `has no address: ${email}`;
  return more.some((field) => field !== '') ? 'has more than an id and an address' : undefined;
}
