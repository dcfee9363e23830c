import type { ThreatKind } from '../known-lists.ts';

/** What a feed's file is written in. */
export const FEED_FORMATS = [
  'txt',
  'hosts',
  'csv',
  'ndjson',
  'stix',
  'otx-csv',
  'alien-vault',
  'proof-point',
  'fire-eye',
] as const;

export type FeedFormat = (typeof FEED_FORMATS)[number];

/** A list of the operator's, as the settings file declares it. */
export interface Feed {
  /** As `threatListName` shows it, and as its copy is called on disk. */
  readonly name: string;
  readonly kind: ThreatKind | 'trusted';
  readonly format: FeedFormat;
  readonly from: FeedSource;
  /** In the operator's words, for whoever looks at the list. */
  readonly licence: string;
  /** How often a page of the web is asked again. */
  readonly refreshHours: number;
  /** Names below a listed one count as well. */
  readonly subdomains: boolean;
  /** The host of an address of one page counts, not only that of a whole host. */
  readonly pages: boolean;
  /** csv: columns from 1; ndjson: members, `a.b` for nested ones. */
  readonly entryAt: string;
  readonly threatAt?: string;
  /** Request headers, such as the key that a feed asks for. */
  readonly headers: Readonly<Record<string, string>>;
}

export type FeedSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: URL };
