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
export const DIGEST_START = 12;
export const PARAMETERS = 13;
/** From here on: members of a record that are looked into at once. */
export const IDENTITY = 14;
export const ANSWERS = 15;
/** From here on: members of members. */
export const TYPE = 16;
export const ACCOUNT = 17;
export const PRINCIPAL = 18;
export const ACCESS_KEY = 19;
export const SCOPE = 20;
export const ISSUER_TYPE = 21;
export const BUCKET = 22;
export const ANSWER_DATA = 23;
/** From here on: lists of records that something stands around. */
export const HOLDERS = 24;
