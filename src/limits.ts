/** STS: AssumeRole's default; facts: API reference of AssumeRole, DurationSeconds. */
export const SESSION_SECONDS_DEFAULT = 3600;
/** STS: role chaining ends after an hour on AWS, whatever the role allows. */
export const CHAINED_SESSION_SECONDS_MAX = 3600;
/** STS: default and limit of GetSessionToken for root; API reference of GetSessionToken. */
export const ROOT_SESSION_SECONDS_MAX = 3600;
/** Characters of a session token: 384 random bits and more, short enough for every header limit. */
export const SESSION_TOKEN_CHARACTERS = 256;
/**
 * Organizations' own quota goes from 10 to 10,000 on request; whoever runs Vedette need not ask.
 */
export const ORGANIZATION_ACCOUNTS_MAX = 10_000;
/** Organizations: ListAccounts answers 20 at the most (API model, MaxResults). */
export const LIST_ACCOUNTS_PAGE_MAX = 20;
/** Opened keys kept in memory: about 1 kB each, so 10 MB where every account of 10,000 calls. */
export const KEY_RING_ENTRIES_MAX = 10_000;
/** How long a key changed by another process may still be honoured from memory. */
export const KEY_RING_SECONDS = 60;
/** A master key command that has not answered by then hangs: key services answer in seconds. */
export const MASTER_KEY_COMMAND_SECONDS = 30;
/**
 * Expired sessions are kept a day, so that their holders read ExpiredToken and not an unknown key.
 */
export const EXPIRED_CREDENTIAL_KEPT_HOURS = 24;
/** How often expired sessions are looked for. */
export const EXPIRED_CREDENTIAL_SWEEP_MINUTES = 10;
/**
 * Store: prepared statements kept; the fixed ones are under 100, the rest are shapes of criteria.
 */
export const STATEMENT_CACHE_MAX = 256;
/**
 * Store: a transaction takes milliseconds, so a wait of this length is a deadlock, and is ended.
 */
export const STORE_WAIT_MILLIS_MAX = 30_000;
/** Store: rows in one INSERT; with up to 5 columns well under SQLite's 32,766 parameters. */
export const INSERT_ROWS_MAX = 100;
/** Body of an ordinary call: 50 members with every text at its longest stay below 100 kB. */
export const CALL_BODY_BYTES_MAX = 1024 * 1024;
/** Body of PutRecords: several delivered CloudTrail objects at once, and one worker's memory. */
export const RECORDS_BODY_BYTES_MAX = 32 * 1024 * 1024;
/**
 * All bodies being read at one time: what a small machine can spare; more are told to come again.
 */
export const BODIES_IN_MEMORY_BYTES_MAX = 256 * 1024 * 1024;
/** Nesting of a JSON body: the deepest input shape of GuardDuty has 9 levels. */
export const JSON_DEPTH_MAX = 32;
/**
 * Parameters of a form or a query: AssumeRole with all its lists at their longest has about 200.
 */
export const FORM_PARAMETERS_MAX = 1000;
/** Characters of a path label: the longest ARN that IAM allows (API model, arnType). */
export const PATH_LABEL_CHARACTERS_MAX = 2048;
/**
 * Violations gathered from one input: a caller fixes a few at a time, an attacker sends millions.
 */
export const VIOLATIONS_MAX = 20;
/** Characters of an offending value that a refusal quotes: readable in one line. */
export const VIOLATION_VALUE_CHARACTERS_MAX = 100;
/** How far a signature's time may be from ours; AWS allows 15 minutes either way. */
export const SIGNATURE_SKEW_SECONDS = 15 * 60;
/** Longest life of a presigned request: seven days, as on AWS. */
export const PRESIGNED_SECONDS_MAX = 7 * 24 * 60 * 60;
/**
 * Derived signing keys kept: 200 bytes each, one per access key, day, Region and service in use.
 */
export const SIGNING_KEYS_MAX = 10_000;
/** GuardDuty: members by invitation of one account and Region; user guide, quotas. */
export const MEMBERS_BY_INVITATION_MAX = 5_000;
/** GuardDuty: entries of a page where the caller does not say; API model, MaxResults. */
export const PAGE_RESULTS_DEFAULT = 50;
/** GuardDuty: groups of GetFindingsStatistics where the caller does not say; API model. */
export const STATISTICS_GROUPS_DEFAULT = 25;
/**
 * GuardDuty: tags of one resource; user guide (the model's map of 200 is only what one call takes).
 */
export const TAGS_PER_RESOURCE_MAX = 50;
/** E-mail checks read from the store at a time: a page of rows, far below a second of work. */
export const EMAIL_CHECKS_PER_BATCH = 100;
/**
 * `vedette ingest`: records go out in bodies of this size before gzip; a fourth of a core second.
 */
export const INGEST_BODY_BYTES = 4 * 1024 * 1024;
/** `vedette ingest`: tries for one body; with doubling waits that is about a minute of patience. */
export const INGEST_TRIES_MAX = 8;
/** `vedette ingest`: the first wait between tries; it doubles, with chance, up to the longest. */
export const INGEST_WAIT_MILLIS = 250;
export const INGEST_WAIT_MILLIS_MAX = 15_000;
/** A call from the command line that has had no answer by then is given up, and tried again. */
export const CLIENT_CALL_SECONDS = 60;
/** Detection memory: values kept in all; about 300 bytes each, so 60 MB when full. */
export const MEMORY_ENTRIES_MAX = 200_000;
/**
 * Detection memory: values of one detection in one account and Region; buckets of trails are few.
 */
export const MEMORY_ENTRIES_PER_SCOPE_MAX = 1000;
/** Detection memory: characters of one key with its value; a password policy takes 300. */
export const MEMORY_VALUE_CHARS_MAX = 4096;
/** Pipeline: events parsed and held for one commit; 1,000 of a few kB each, 256 kB at the worst. */
export const BATCH_EVENTS_MAX = 1000;
/** Pipeline: commits that wait in line; each may hold a pushed body, so memory bounds it. */
export const BATCH_QUEUE_MAX = 64;
/**
 * Pipeline: days an event's id is remembered, as long as the finding that it made (AWS: 90 days).
 */
export const EVENT_MEMORY_DAYS = 90;
/** Pipeline: how often ids past that age are looked for. */
export const EVENT_FORGET_MINUTES = 60;
/** Ingest quota of one account: 50,000 records a second, which is more than one core can read. */
export const INGEST_RECORDS_PER_MINUTE = 3_000_000;
/** Ingest quota of one account: bytes as sent, so that one account cannot fill the line for all. */
export const INGEST_BYTES_PER_MINUTE = 1024 * 1024 * 1024;
/** Directory source: bytes of a growing file taken in one go; a segment is read into memory. */
export const SEGMENT_BYTES_MAX = 8 * 1024 * 1024;
/** Directory source: a first line longer than this is no line of a log, but a file of its own. */
export const FIRST_LINE_BYTES_MAX = 1024 * 1024;
/** Directory source: seconds between two looks; delivery itself takes minutes. */
export const DIRECTORY_POLL_SECONDS = 5;
/** Parts of a form parameter's name: `Tags.member.1.Key` has 4, and two lists in a row have 7. */
export const FORM_NAME_PARTS_MAX = 16;
/** CloudTrail: one record; AWS caps events at 1 MB with enrichment, so twice that is no event. */
export const RECORD_BYTES_MAX = 2 * 1024 * 1024;
/**
 * CloudTrail: nesting inside one record; real ones stay under 20, code that walks them recurses.
 */
export const RECORD_DEPTH_MAX = 128;
/** Gzip: text per compressed byte; CloudTrail comes to 10–20, deflate's own ceiling is 1,032. */
export const INFLATED_RATIO_MAX = 250;
/** Gzip: up to here the ratio is not looked at, so that short repetitive files pass. */
export const INFLATED_RATIO_FREE_BYTES = 16 * 1024 * 1024;
/** Gzip: text of one file; a day of a large organisation in one object stays well below. */
export const INFLATED_BYTES_MAX = 16 * 1024 * 1024 * 1024;
/** Server: a client that has not sent its headers by then holds a connection for nothing. */
export const REQUEST_HEADER_SECONDS = 15;
/** Server: time for a whole request, so that 32 MB arrive over a line of 5 Mbit/s. */
export const REQUEST_SECONDS = 60;
/**
 * Server: idle connections are kept longer than load balancers do (60 s), so that they end them.
 */
export const KEEP_ALIVE_SECONDS = 65;
/** Server: at its end, calls under way have this long before their connections are cut. */
export const SHUTDOWN_SECONDS = 10;
/** Work in the background that failed is tried again after this. */
export const BACKGROUND_RETRY_SECONDS = 5;
/** Scan: events held back to be put in order; 50,000 parsed ones are some 300 MB at the worst. */
export const ORDER_EVENTS_MAX = 50_000;
/** Scan: JSON text of the events held back; parsed it takes about four times the memory. */
export const ORDER_BYTES_MAX = 64 * 1024 * 1024;
/**
 * Scan: ids of events remembered, so that a record in two files counts once; about 100 bytes each.
 */
export const SCAN_EVENT_IDS_MAX = 500_000;
/**
 * Scan: accounts, Regions and streams that are told apart in counting; forged logs may name more.
 */
export const SCAN_NAMES_MAX = 100_000;
/** Scan: changes of detection memory gathered before they are committed: each commit has a cost. */
export const SCAN_MEMORY_CHANGES_MAX = 256;
/** Scan: rows of the table; more are for `--format ndjson`, and nobody reads on that far. */
export const SCAN_TABLE_ROWS_MAX = 200;
/** Scan: unreadable records of one file named one by one; the rest is counted. */
export const SCAN_PROBLEMS_NAMED_MAX = 5;
/** Store: findings that a search collects and sorts, some 2 µs each; above, it walks an index. */
export const FINDINGS_COLLECTED_MAX = 2_000;
/** Criteria: fields in one criterion, and values in one `equals` (user guide, filter quotas). */
export const CRITERIA_FIELDS_MAX = 50;
export const CRITERIA_VALUES_MAX = 50;
/**
 * Criteria: searchable values of one field of a finding, so that no resource's tags flood the
 * store.
 */
export const FIELD_VALUES_MAX = 200;
/** Criteria: searchable paths inside `service.additionalInfo`, and how deep they go; as above. */
export const ADDITIONAL_INFO_PATHS_MAX = 200;
export const ADDITIONAL_INFO_DEPTH_MAX = 12;
/** Directory source: files known to be done without asking the store; 200 bytes each. */
export const DIRECTORY_FILES_KNOWN_MAX = 200_000;
/** Engine: user agents whose marks are known; real logs have hundreds, an attack may make more. */
export const AGENTS_CACHED_MAX = 20_000;
/**
 * Unreadable log files whose fault is remembered, so that it is told once: a few 100 bytes each.
 */
export const PROBLEMS_TOLD_MAX = 10_000;
/**
 * Text of one push: its largest gzip body at 32 to 1, twice what CloudTrail's files compress to.
 */
export const PUSH_INFLATED_BYTES_MAX = 1024 * 1024 * 1024;
