/** Lists that page by a key of their own. A token of one list is no token of another. */
export type PagedList =
  | 'members'
  | 'invitations'
  | 'filters'
  | 'usage'
  | 'ipset'
  | 'threatintelset'
  | 'trustedentityset'
  | 'threatentityset'
  | 'accounts'
  | 'iam'
  | 'regions'
  | 'events'
  | `organizations-${string}`
  | `kms-${string}`
  | 'functions'
  | 'stacks'
  | 'destinations'
  | 'malwarePlans'
  | 'malwareScans'
  | 'rules'
  | 'notices'
  | 'healthEvents'
  | 'ruleAssociations'
  | 'ruleConfigurations';

/** An opaque `nextToken` that says after which key the next page starts. */
export function encodePageToken(list: PagedList, after: string): string {
  return Buffer.from(`${list}:${after}`, 'utf8').toString('base64url');
}

/** The key inside a token, or undefined for anything that this list never gave out. */
export function decodePageToken(list: PagedList, token: string): string | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(token)) return undefined;
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const prefix = `${list}:`;
  if (!text.startsWith(prefix) || encodePageToken(list, text.slice(prefix.length)) !== token) {
    return undefined;
  }
  return text.slice(prefix.length);
}
