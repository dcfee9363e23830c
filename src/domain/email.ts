/** Facts: the model's grammar of AccountDetail.email. */
const EMAIL_CHARACTERS_MIN = 6;
const EMAIL_CHARACTERS_MAX = 64;
const SEVEN_BIT = /^[\x21-\x7e]*$/;
const NOT_IN_LOCAL_PART = /["'()<>[\]:,\\|%&]/;
const DOMAIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?$/;

/** Is the text an address that CreateMembers takes? */
export function isAccountEmail(text: string): boolean {
  if (text.length < EMAIL_CHARACTERS_MIN || text.length > EMAIL_CHARACTERS_MAX) return false;
  if (!SEVEN_BIT.test(text)) return false;
  const [local, domain, ...more] = text.split('@');
  if (local === undefined || domain === undefined || more.length > 0) return false;
  if (local === '' || local.startsWith('.') || NOT_IN_LOCAL_PART.test(local)) return false;
  return domain.includes('.') && DOMAIN.test(domain);
}

/**
 * Do both texts name one mailbox? Without regard to case: an account's address is unique on AWS
 * however it is written, and a check that failed over a capital letter would only lose invitations.
 */
export function isSameEmail(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
