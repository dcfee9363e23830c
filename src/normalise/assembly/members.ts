/**
 * The members of records that matter, by number: what the table of keys answers with. Compiled to
 * WebAssembly too: numbers only.
 */

/** Nothing that matters. */
export const NONE = 0;
/** First: texts of a record. */
export const RECIPIENT = 1;
export const REGION = 2;
export const SOURCE = 3;
export const NAME = 4;
export const USER_AGENT = 5;
export const ADDRESS = 6;
export const ENDPOINT = 7;
export const QUERY_NAME = 8;
export const QUERY_ACCOUNT = 9;
export const QUERY_REGION = 10;
export const CATEGORY = 11;
export const AUDIT_ID = 12;
export const STAGE = 13;
export const VERB = 14;
/** From here on: members of which only the place is noted. */
export const DIGEST_START = 15;
export const PARAMETERS = 16;
/** From here on: members that are looked into. */
export const IDENTITY = 17;
export const ANSWERS = 18;
export const OBJECT = 19;
/** Their names, and the first address, are found under these numbers themselves. */
export const USER = 20;
export const IMPERSONATED_USER = 21;
export const ADDRESSES = 22;
/** From here on: members of members. */
export const TYPE = 23;
export const ACCOUNT = 24;
export const PRINCIPAL = 25;
export const ACCESS_KEY = 26;
export const SCOPE = 27;
export const ISSUER_TYPE = 28;
export const BUCKET = 29;
export const ANSWER_DATA = 30;
export const RESOURCE = 31;
export const SUBRESOURCE = 32;
export const NAMESPACE = 33;
export const USERNAME = 34;
/** From here on: lists of records that something stands around. */
export const HOLDERS = 35;
