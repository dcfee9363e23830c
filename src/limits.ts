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
/** Organizations: lists answer 20 at the most (API model, MaxResults). */
export const ORGANIZATIONS_PAGE_MAX = 20;
/** Organizations: service control policies at one root, unit or account; AWS's quota since 2026. */
export const SCPS_PER_TARGET_MAX = 10;
/** Organizations: characters of a service control policy; AWS's quota since 2026. */
export const SCP_CHARACTERS_MAX = 10_240;
/** Organizations: policies of its own in one organisation; user guide, quotas. */
export const ORGANIZATION_POLICIES_MAX = 10_000;
/** Organizations: units in one organisation; user guide, quotas. */
export const ORGANIZATION_UNITS_MAX = 2_000;
/** Organizations: units within units, the uppermost below the root; user guide, quotas. */
export const ORGANIZATION_UNIT_LEVELS_MAX = 5;
/** Organizations: an invitation waits 15 days for an answer; user guide. */
export const HANDSHAKE_DAYS = 15;
/** Organizations: an answered or expired invitation is shown for 30 days more; API reference. */
export const HANDSHAKE_KEPT_DAYS = 30;
/** Opened keys kept in memory: about 1 kB each, so 10 MB where every account of 10,000 calls. */
export const KEY_RING_ENTRIES_MAX = 10_000;
/** How long a key changed by another process may still be honoured from memory. */
export const KEY_RING_SECONDS = 60;
/** Policies: actions whose statements are remembered for each; the services here have some 300. */
export const POLICY_ACTIONS_KEPT_MAX = 500;
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
/** GuardDuty: members of a delegated administrator in a Region, invited ones too; user guide. */
export const MEMBERS_OF_ORGANIZATION_MAX = 50_000;
/** Auto-enable: accounts in one transaction: some ms of work, so that calls need not wait long. */
export const AUTO_ENABLE_PER_BATCH = 50;
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
 * Detection memory: values of one detection in one account and Region. A watch for port scans has
 * one for each pair of machines that has failed to connect of late; 10,000 are some 3 MB.
 */
export const MEMORY_ENTRIES_PER_SCOPE_MAX = 10_000;
/** Detection memory: different values of a window that take as much room as one plain value. */
export const MEMORY_WINDOW_VALUES_PER_ENTRY = 16;
/**
 * Windows of events: slots that one is cut into. More are finer, and cost more; with four, what is
 * spread over three fourths of the window is always seen as one.
 */
export const EVENT_WINDOW_SLOTS = 4;
/** Windows of events: how late a record may be; flow logs come within 15 minutes, mostly. */
export const EVENT_WINDOW_LATE_MINUTES = 30;
/** Windows of events: different values of one window and its late time: some 40 kB at the worst. */
export const EVENT_WINDOW_VALUES_MAX = 2048;
/** Windows of events: characters of a value that is kept as it is: an IPv4 address, a port. */
export const EVENT_WINDOW_VALUE_CHARS_MAX = 15;
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
/** Usage: buckets counted by name in a day; S3 gave an account 1,000 at most for years. */
export const USAGE_RESOURCES_PER_DAY_MAX = 1000;
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
/** Parquet: kept in memory until its footer has come; flow logs of an hour mostly fit. */
export const PARQUET_MEMORY_BYTES_MAX = 16 * 1024 * 1024;
/** Parquet: one file, on the disk meanwhile; log delivery writes a hundredth of it. */
export const PARQUET_FILE_BYTES_MAX = 8 * 1024 * 1024 * 1024;
/** Parquet: the footer, which is parsed whole; a thousand groups of 30 columns take 3 MB. */
export const PARQUET_FOOTER_BYTES_MAX = 32 * 1024 * 1024;
/** Parquet: rows that are held at once; writers make groups of some 100,000 to a million. */
export const PARQUET_GROUP_ROWS_MAX = 2_000_000;
/** Parquet: text of a group of rows; writers aim at 128 MB. */
export const PARQUET_GROUP_BYTES_MAX = 512 * 1024 * 1024;
/** Parquet: one page of one column; writers make them of 1 MB, some of a whole group. */
export const PARQUET_PAGE_BYTES_MAX = 64 * 1024 * 1024;
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
/** Scan: events held back to be put in order; 50,000 flow lines are some 25 MB. */
export const ORDER_EVENTS_MAX = 50_000;
/**
 * Scan: text of the events held back; parsed, JSON takes four times as much, and with everything
 * else a scan must stay below 300 MB. Only what some detection reads is held, mostly a hundredth.
 */
export const ORDER_BYTES_MAX = 20 * 1024 * 1024;
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
/** Store: so few findings, at most 2 µs each, a search always collects and sorts. */
export const FINDINGS_COLLECTED_MIN = 2_000;
/**
 * Store: how far a walk along an index goes in the mean, for each finding that there is, before it
 * has a page: 50 findings, and ten times as far because a second condition leaves fewer than the
 * first. A finding takes some 0.1 µs, walked past or collected.
 */
export const FINDINGS_WALKED_FACTOR = 500;
/** Store: the same where each of those collected is looked up, 2 µs, and fewer of those walked. */
export const FINDINGS_LOOKED_UP_FACTOR = 50;
/** Store: kilobytes of the database kept in memory: inner pages of indexes at 10⁶ findings. */
export const STORE_CACHE_KILOBYTES = 64 * 1024;
/** Criteria: fields in one criterion, and values in one `equals` (user guide, filter quotas). */
export const CRITERIA_FIELDS_MAX = 50;
export const CRITERIA_VALUES_MAX = 50;
/** Criteria of filters: patterns of one field (API model), and wildcards in one (user guide). */
export const CRITERIA_PATTERNS_MAX = 5;
export const CRITERIA_WILDCARDS_MAX = 5;
/** GuardDuty: filters of one account and Region; user guide, quotas. */
export const FILTERS_MAX = 100;
/**
 * Filters: characters of one's criteria as JSON, room for 2,500 ARNs, so that the rules of one
 * account cannot hold up the batches of all.
 */
export const FILTER_CRITERIA_CHARS_MAX = 256 * 1024;
/**
 * Criteria: searchable values of one field of a finding, so that no resource's tags flood the
 * store.
 */
export const FIELD_VALUES_MAX = 200;
/** Criteria: searchable paths inside `service.additionalInfo`, and how deep they go; as above. */
export const ADDITIONAL_INFO_PATHS_MAX = 200;
export const ADDITIONAL_INFO_DEPTH_MAX = 12;
/** Findings: open ports that one finding names, so that an instance open to all stays readable. */
export const PROBED_PORTS_MAX = 20;
/** Findings: APIs that one finding lists, as GuardDuty shows the most used ones. */
export const API_CALLS_MAX = 20;
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
/** IAM: entries of a page where the caller does not say; API reference, MaxItems. */
export const IAM_PAGE_DEFAULT = 100;
/** IAM: AWS's quotas for one account: users, roles (raised on request), profiles, policies. */
export const IAM_USERS_MAX = 5_000;
export const IAM_ROLES_MAX = 5_000;
export const IAM_PROFILES_MAX = 5_000;
export const IAM_POLICIES_MAX = 5_000;
/** IAM: a user has two keys at the most, so that one can take over from the other. */
export const IAM_KEYS_PER_USER_MAX = 2;
/** IAM: managed policies attached to one user or role; AWS has 10, and 20 on request. */
export const IAM_ATTACHED_MAX = 20;
/** IAM: versions that a managed policy keeps. */
export const IAM_POLICY_VERSIONS_MAX = 5;
/** IAM: tags of one user, role or policy. */
export const IAM_TAGS_MAX = 50;
/** IAM: characters of a managed policy, white space not counted. */
export const IAM_POLICY_CHARACTERS_MAX = 6_144;
/** IAM: characters of all inline policies of one user, and of one role. */
export const IAM_USER_INLINE_CHARACTERS_MAX = 2_048;
export const IAM_ROLE_INLINE_CHARACTERS_MAX = 10_240;
/** IAM: characters of a trust policy; AWS has 2,048, and 4,096 on request. */
export const IAM_TRUST_CHARACTERS_MAX = 4_096;
/** Lists: bytes of one file; GuardDuty's own limit (user guide). */
export const LIST_BYTES_MAX = 35 * 1024 * 1024;
/** Lists: files read at one time, each in memory as bytes and as text: some 300 MB at the worst. */
export const LISTS_READ_AT_ONCE = 4;
/** Lists: seconds for one file, so that 35 MB arrive over a line of 10 Mbit/s. */
export const LIST_FETCH_SECONDS = 30;
/** Lists: rows that await work read at a time, as many as are worked on at once. */
export const LISTS_PER_BATCH = LISTS_READ_AT_ONCE;
/** Lists: lines or elements of a file looked at before other work has its turn: some 5 ms. */
export const LIST_ITEMS_PER_TURN = 10_000;
/** Lists: characters of a line; a row of an indicator feed with all its columns takes 2,000. */
export const LIST_LINE_CHARS_MAX = 64 * 1024;
/** Lists: deleted ones of an account, Region and kind that GetIPSet and its like still know. */
export const DELETED_LISTS_KEPT = 20;
/** Lists: indexes kept in memory; 250,000 networks take 2 MB, an index by /16 256 kB. */
export const LIST_INDEXES_MAX = 200;
/** Lists: rows read at a time at the start, when what is in force is gathered. */
export const LISTS_LOADED_PER_PAGE = 100;
/**
 * Lists: addresses, and domains, whose judgement is remembered, 150 bytes each. Logs repeat a few
 * thousand of them; with the accounts' own lists it is so many for each of up to 200 accounts.
 */
export const JUDGED_MAX = 20_000;
export const JUDGED_PER_ACCOUNT_MAX = 1_000;
/** Feeds: bytes of one, as fetched and inflated; a million domains are 25 MB. */
export const FEED_BYTES_MAX = 64 * 1024 * 1024;
/** Feeds: entries of one; ten times what public feeds hold. */
export const FEED_ENTRIES_MAX = 2_000_000;
/** Feeds: names of threats that are told apart in one, and characters of a name. */
export const FEED_THREATS_MAX = 1_000;
export const FEED_THREAT_CHARS_MAX = 100;
/** Feeds: how many the operator may declare; each is read into memory. */
export const FEEDS_MAX = 100;
/** Feeds: seconds for one, so that 64 MB arrive over a line of 10 Mbit/s. */
export const FEED_FETCH_SECONDS = 60;
/** Feeds: how often files are looked at and due pages asked again. */
export const FEED_CHECK_MINUTES = 1;
/** Feeds: a page that failed is not asked again sooner: publishers shut out whoever insists. */
export const FEED_RETRY_MINUTES = 15;
/** Feeds: bytes of the settings file, and of the inventory file: 100,000 instances are 40 MB. */
export const FEED_SETTINGS_BYTES_MAX = 1024 * 1024;
export const INVENTORY_BYTES_MAX = 64 * 1024 * 1024;
/** Places: addresses whose place is remembered; a busy hit list names a few thousand. */
export const PLACES_CACHED_MAX = 5_000;
/** Backup: tries to catch all objects of one moment while others are deleted. */
export const BACKUP_TRIES_MAX = 3;
/** Findings are kept so many days after their last update; GuardDuty's own number. */
export const FINDINGS_KEPT_DAYS = 90;
/** Findings deleted in one go: some 20 ms of work, so that calls need not wait long. */
export const RETENTION_BATCH = 500;
/** Sources: hours without a record after which one counts as silent, unless the operator says. */
export const SOURCE_SILENT_HOURS = 24;
/** Sources: how often silence is looked for; a few rows an account. */
export const SOURCE_CHECK_MINUTES = 5;
/** Buckets with logs: how often they are looked through; delivery takes minutes anyway. */
export const BUCKET_POLL_SECONDS = 60;
/** Buckets with logs: a service that has not begun to answer by then is asked at the next look. */
export const BUCKET_ANSWER_SECONDS = 30;
/** Buckets with logs: a page of 1,000 keys of 1,024 bytes, all written as entities at the worst. */
export const BUCKET_LISTING_BYTES_MAX = 8 * 1024 * 1024;
/**
 * Buckets with logs: days after which the folder of a day is not looked into again. Delivery is
 * late by hours at the most.
 */
export const BUCKET_FOLDER_OPEN_DAYS = 3;
/** GuardDuty: destinations of one detector: one of each type, and there is one type. */
export const PUBLISHING_DESTINATIONS_MAX = 1;
/** Destinations read at a time when they are checked; each is one look at a bucket. */
export const DESTINATION_CHECKS_PER_BATCH = 50;
/** How often destinations that do not work are looked at again: people fix buckets in minutes. */
export const DESTINATION_RECHECK_MINUTES = 5;
/** A bucket that has not answered by then is asked again later. */
export const DESTINATION_LOOK_SECONDS = 10;
/** GuardDuty: buckets with a malware protection plan in one account and Region. */
export const MALWARE_PLANS_MAX = 25;
/** GuardDuty: tag pairs of one scan criterion; a resource cannot have more tags than this. */
export const SCAN_TAGS_MAX = 50;
/** GuardDuty: a resource is scanned again an hour after the last start; user guide. */
export const SCAN_AGAIN_MINUTES = 60;
/** Malware scans read at a time when they are run; a scan takes minutes, so few wait. */
export const MALWARE_SCANS_PER_BATCH = 50;
/** Custom detection rules: filters of one list, and values of one filter; API reference. */
export const RULE_FILTERS_MAX = 100;
export const RULE_FILTER_VALUES_MAX = 50;
/** Custom detection rules: entries of a page at the most; API reference. */
export const RULE_PAGE_MAX = 100;
/** Custom detection rules: accounts of one list in a configuration; API reference. */
export const RULE_ACCOUNTS_MAX = 50_000;
/** Account: entries of a page of ListRegions where the caller does not say; API model, its most. */
export const LIST_REGIONS_PAGE_DEFAULT = 50;
/** STS: default of GetSessionToken for a user; API reference of GetSessionToken. */
export const USER_SESSION_SECONDS_DEFAULT = 43_200;
/** How far an event may be ahead of the clock here: a day is more than any clock is wrong by. */
export const EVENT_AHEAD_HOURS = 24;
/** DNS: names of which is kept whether they look drawn by lot; about 100 bytes each. */
export const GENERATED_NAMES_MAX = 100_000;
/** Flow logs: interfaces whose own address is remembered; about 150 bytes each. */
export const FLOW_INTERFACES_MAX = 100_000;
/** Logs of lines: lines of no known format before the file is given up; headers are short. */
export const LINES_UNKNOWN_MAX = 1000;
/** S3 access logs: one line; a key has 1,024 bytes at the most, and agents are cut by S3. */
export const S3_ACCESS_LINE_CHARS_MAX = 64 * 1024;
/** Deliveries: first and longest wait between tries, doubling in between. */
export const DELIVERY_WAIT_MILLIS = 1000;
export const DELIVERY_WAIT_MILLIS_MAX = 30 * 60_000;
/** Deliveries: with the waits above that is a day, as long as EventBridge tries. */
export const DELIVERY_TRIES_MAX = 60;
/**
 * Deliveries: requests to a program that are noted together, as each note is a sync of the disk:
 * what a crash repeats at the most, within these milliseconds.
 */
export const DELIVERY_SENDS_AHEAD = 50;
export const DELIVERY_NOTE_MILLIS = 100;
/** Deliveries: how often a queue is looked at when nobody says that there is something in it. */
export const DELIVERY_POLL_SECONDS = 5;
/** Deliveries: how long a sink fails before that is an error in the log; shorter ones are usual. */
export const SINK_FAILING_MINUTES = 60;
/** Deliveries: items that wait for one sink, some 4 kB each: 400 MB of disk at the worst. */
export const OUTBOX_WAITING_MAX = 100_000;
/** Deliveries: given-up items of one sink that are kept to be sent again. */
export const DEAD_LETTERS_MAX = 10_000;
/** Mail: seconds for each step of the talk with a mail server; RFC 5321 has minutes, for humans. */
export const MAIL_SECONDS = 30;
/** Notices kept of one account, so that nobody can fill the store by inviting over and over. */
export const NOTICES_KEPT = 1000;
/** Health: entries of a page where the caller does not say, and at the most; API model. */
export const HEALTH_PAGE_MAX = 100;

/** A page of a list of KMS: AWS answers with up to this many grants, keys or aliases. */
export const KMS_PAGE_MAX = 100;
/** AWS's quota for a key policy, in characters. */
export const KMS_POLICY_CHARS_MAX = 32_768;
/** AWS's quota is 50,000 grants a key; each call on a key reads them all, so fewer are held. */
export const KMS_GRANTS_PER_KEY_MAX = 1000;
/** AWS's bounds of the wait before a key is deleted: long enough for somebody to notice. */
export const KMS_DELETION_DAYS_MIN = 7;
export const KMS_DELETION_DAYS = 30;
/** AWS's bounds and default of the time between rotations. */
export const KMS_ROTATION_DAYS_MIN = 90;
export const KMS_ROTATION_DAYS = 365;
export const KMS_ROTATION_DAYS_MAX = 2560;
/** Materials of one key: its number in a ciphertext has two bytes, and no key needs more. */
export const KMS_MATERIALS_MAX = 1000;
/** Console: a sign-in lasts a working day, as in AWS's own console. */
export const CONSOLE_SESSION_HOURS = 12;
/** Console: credentials of a page; the shortest that GetSessionToken issues, renewed meanwhile. */
export const CONSOLE_CREDENTIAL_SECONDS = 900;
/** Console: body of a sign-in; a link's token takes 60 bytes. */
export const CONSOLE_BODY_BYTES_MAX = 4096;
/** Console: failed sign-ins of one address with one key; a person mistypes a few times. */
export const CONSOLE_FAILURES_MAX = 10;
/** Console: after that many, and for that long, nothing more is tried. */
export const CONSOLE_FAILURE_MINUTES = 5;
/** Console: addresses and keys whose failures are counted; some 100 bytes each. */
export const CONSOLE_FAILURES_KNOWN_MAX = 10_000;
/** Console: a sign-in link is opened at once by whoever asked for it. */
export const CONSOLE_LINK_MINUTES = 10;
/** Console: between leaving for an identity provider and coming back; people look for phones. */
export const OPEN_ID_MINUTES = 10;
/** Console: for an answer of the identity provider, while a browser waits. */
export const OPEN_ID_SECONDS = 10;
/** Console: the file about an identity provider; a thousand rules are 150 kB. */
export const OPEN_ID_FILE_BYTES_MAX = 1_000_000;
/** Console: links that wait to be opened. */
export const CONSOLE_LINKS_MAX = 100;
/** Audit: days an event is kept; CloudTrail's own event history goes back as far. */
export const AUDIT_KEPT_DAYS = 90;
/** Audit: segments deleted in one go, some ms of work, so that calls need not wait long. */
export const AUDIT_FORGET_BATCH = 500;
/** Audit: events that wait to be written; at 5,000 calls a second that is four seconds of them. */
export const AUDIT_QUEUE_MAX = 20_000;
/** Audit: text of the events that wait, so that large requests cannot fill memory. */
export const AUDIT_QUEUE_CHARS_MAX = 64 * 1024 * 1024;
/** Audit: events of one segment; a page of LookupEvents inflates and reads a whole one: 1 ms. */
export const AUDIT_SEGMENT_EVENTS_MAX = 500;
/** Audit: events written in one transaction, each account's in a segment of its own. */
export const AUDIT_BATCH_MAX = 2_000;
/** Audit: how long the first event waits for company; what a crash may lose. */
export const AUDIT_LINGER_MILLIS = 500;
/** Audit: how long an account's word that nobody looks at its requests for objects is believed. */
export const DATA_EVENTS_LOOK_SECONDS = 10;
/** Audit: characters of segments handed to detection at a time. */
export const AUDIT_FEED_CHARS_MAX = 4 * 1024 * 1024;
/** Audit: characters of request parameters, and of response elements; CloudTrail's own limit. */
export const AUDIT_PARAMETERS_CHARS_MAX = 100 * 1024;
/** Audit: characters of a user agent and of an error's text; CloudTrail's own limit. */
export const AUDIT_TEXT_CHARS_MAX = 1024;
/** LookupEvents: entries of a page at the most, and where the caller does not say; API model. */
export const LOOKUP_EVENTS_MAX = 50;
/**
 * LookupEvents: segments looked at for one page; where they are full, that is 100 ms of work. A
 * page may come back with fewer entries than asked for, or none, and a token.
 */
export const LOOKUP_SEGMENTS_MAX = 200;
/** LookupEvents: segments read from the store at a time. */
export const LOOKUP_SEGMENTS_AT_ONCE = 20;
/** PostgreSQL: characters of a line's prefix; an address and two names of 63 bytes have room. */
export const POSTGRES_PREFIX_CHARS_MAX = 512;
/** PostgreSQL: characters of a line of `csvlog`; the message of a login ends before. */
export const POSTGRES_CSV_CHARS_MAX = 2_048;

/** S3's own limit of one PutObject or part. */
export const S3_OBJECT_BYTES_MAX = 5 * 1024 ** 3;
/** S3's own limit of what parts come to: 5 TB. */
export const S3_MULTIPART_BYTES_MAX = 5 * 1024 ** 4;
/** S3's own limit of all but the last part. */
export const S3_PART_BYTES_MIN = 5 * 1024 ** 2;
/** S3's own limit of parts. */
export const S3_PARTS_MAX = 10_000;
/** Room for DeleteObjects of 1,000 long keys, or CompleteMultipartUpload of 10,000 parts. */
export const S3_DOCUMENT_BYTES_MAX = 4 * 1024 ** 2;
/** S3's own limit of a page of a listing, and of keys in one DeleteObjects. */
export const S3_PAGE_MAX = 1000;
/** AWS's default quota of buckets of an account is 10,000; one that lists them all needs fewer. */
export const S3_BUCKETS_PER_ACCOUNT_MAX = 1000;
/** S3's own limit of user metadata. */
export const S3_METADATA_BYTES_MAX = 2048;
/** S3's own limit of a bucket policy. */
export const S3_POLICY_BYTES_MAX = 20_480;
/** S3: bytes written to disk, or read, in one go: each request under way holds as many. */
export const BLOB_WRITE_BYTES = 256 * 1024;
/** S3's own limit of an object's tags; a bucket has 50. */
export const S3_OBJECT_TAGS_MAX = 10;
/** Deliveries: seconds for one request to a sink; a receiver should store first and think later. */
export const DELIVERY_HTTP_SECONDS = 10;
/** Sinks: lines or messages handed over together, so that one sync of a file serves many. */
export const SINK_BATCH_ITEMS = 100;
/** Sinks: events in one digest by mail; more are in the next one. */
export const DIGEST_ITEMS_MAX = 500;
/** Sinks: as many as anybody watches; each change of a finding writes a row for each of them. */
export const SINKS_MAX = 20;
/** Sinks: bytes of their settings with everything that is read from it. */
export const SINKS_FILE_BYTES_MAX = 1024 * 1024;
/** Syslog: bytes of a datagram that receivers should take (RFC 5426, 3.2). */
export const SYSLOG_DATAGRAM_BYTES_MAX = 2048;
/** Dead letters named in one answer, and to be sent again by one call. */
export const DEAD_LETTERS_PAGE_MAX = 100;

/** Findings of one export object: what a reader takes in at once, at about 5 kB each. */
export const EXPORT_ITEMS_MAX = 500;

/** Functions: bytes of all files of an archive, unpacked; AWS's 250 MB are for whole frameworks. */
export const FUNCTION_UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
/** Functions: files of an archive; a small framework for Node has a few thousand. */
export const FUNCTION_FILES_MAX = 10_000;
/** Functions of one account and Region: their archives are rows of the store. */
export const FUNCTIONS_PER_CELL_MAX = 200;
/** Lambda's own limits: seconds and megabytes of a run, and what they are unless said. */
export const FUNCTION_SECONDS_MAX = 900;
export const FUNCTION_SECONDS_DEFAULT = 3;
export const FUNCTION_MEGABYTES_MAX = 10_240;
export const FUNCTION_MEGABYTES_DEFAULT = 128;
/** Lambda's own limit of the variables of a function, all together. */
export const FUNCTION_VARIABLES_BYTES_MAX = 4096;
/** Lambda's own limit of a function's policy. */
export const FUNCTION_POLICY_BYTES_MAX = 20_480;
/** Lambda's own limit of what a run is given and answers. */
export const FUNCTION_PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;
/** Lambda's own limit of what a run that nobody waits for is given. */
export const FUNCTION_EVENT_BYTES_MAX = 1024 * 1024;
/** Lambda's own length of the log that Invoke answers with. */
export const FUNCTION_LOG_TAIL_BYTES = 4096;
/** Functions that run at the same time: each may be a Python with the SDK, of 100 MB and a core. */
export const FUNCTIONS_RUNNING_MAX = 4;
/** Runs that nobody waits for and that are due: a stack set over many accounts begins hundreds. */
export const FUNCTIONS_WAITING_MAX = 1000;
/**
 * What an interpreter maps beyond what its code asks for: the limit of memory counts addresses, and
 * Python with the SDK has 250 MB of them before the function does anything.
 */
export const FUNCTION_OVERHEAD_MEGABYTES = 384;
/** Bytes that a function may write into one file: Lambda's `/tmp` has as many. */
export const FUNCTION_FILE_BYTES_MAX = 512 * 1024 * 1024;
/** Lambda's own limit of open files of a run. */
export const FUNCTION_OPEN_FILES_MAX = 1024;
/** Lambda's own limit of processes and threads of a run. */
export const FUNCTION_PROCESSES_MAX = 1024;
/** Connections of a run to the server: pools of a few clients, and none of the server's for all. */
export const FUNCTION_CONNECTIONS_MAX = 100;
/** Seconds that looking for an interpreter and its version may take. */
export const INTERPRETER_PROBE_SECONDS = 20;
/** A page of ListFunctions: AWS gives as many. */
export const FUNCTIONS_PAGE_MAX = 50;
/** Runs keep their credentials for this long after their time is up: clocks and goodbyes. */
export const FUNCTION_SESSION_SPARE_SECONDS = 60;
/** Bytes of what a run writes that are kept: its end, several times what Invoke shows. */
export const FUNCTION_OUTPUT_BYTES_MAX = 64 * 1024;
/** CloudFormation's own quotas of a template. */
export const TEMPLATE_RESOURCES_MAX = 500;
export const TEMPLATE_PARAMETERS_MAX = 200;
export const TEMPLATE_OUTPUTS_MAX = 200;
export const TEMPLATE_DESCRIPTION_BYTES_MAX = 1024;
/** Templates: policies inside of conditions are a dozen deep; recursion goes on the stack. */
export const TEMPLATE_DEPTH_MAX = 64;
/** Templates: aliases of YAML that are followed, so that a few lines do not become gigabytes. */
export const TEMPLATE_ALIASES_MAX = 100;
/** Templates: items of one Fn::ForEach, since loops inside of loops multiply. */
export const TEMPLATE_LOOP_ITEMS_MAX = 500;
/** Templates: milliseconds for an AllowedPattern to match a text of at most 4,096 characters. */
export const PARAMETER_PATTERN_MILLIS = 100;
/** Custom resources: CloudFormation's own limit of waiting for an answer. */
export const CUSTOM_RESOURCE_SECONDS_MAX = 3600;
/** Custom resources: CloudFormation's own limit of an answer. */
export const CUSTOM_RESPONSE_BYTES_MAX = 4096;
/** Custom resources: CloudFormation's own limit of a physical id. */
export const PHYSICAL_ID_BYTES_MAX = 1024;
/** Stacks: what a session of the role that a stack acts with lasts; it is renewed half-way. */
export const STACK_SESSION_SECONDS = 3600;
/** Stacks: worked at together; more would only wait for the one writer of the store. */
export const STACKS_AT_ONCE = 16;
/** Sets of stacks: accounts read at once when their units are looked at. */
export const ACCOUNTS_PAGE = 500;
/** CloudFormation's own limit of a template that comes with the call. */
export const TEMPLATE_BYTES_MAX = 51_200;
/** CloudFormation's own limit of a template that lies in S3. */
export const TEMPLATE_URL_BYTES_MAX = 1_048_576;
/** A stack that waits for an operation of a set looks this often; each look is one small read. */
export const STACK_POLL_MILLIS = 200;
/** CloudFormation's own size of a page. */
export const CLOUDFORMATION_PAGE = 100;
/** Stacks: how often it is looked whose waiting is over; what waits is given whole seconds. */
export const STACK_TICK_MILLIS = 500;
/** Functions: milliseconds between two looks whether a run that failed is due again. */
export const FUNCTION_TICK_MILLIS = 1000;
/** Deployments of the baseline: how soon a service is asked again at first, and at the latest. */
export const POLL_MILLIS_FIRST = 200;
export const POLL_MILLIS_MAX = 10_000;
/** Fleet: accounts that a call of GuardDuty about members may name (API model). */
export const MEMBERS_PER_CALL_MAX = 50;
/** Fleet: calls under way at a time, unless said; AWS throttles what is much more. */
export const FLEET_CALLS_DEFAULT = 32;
export const FLEET_CALLS_MAX = 256;
/** Fleet: seconds that the check of an address may take, unless said. */
export const FLEET_WAIT_SECONDS_DEFAULT = 300;
/** Deployments of the baseline, and the fleet: how often a call that is throttled is tried. */
export const AWS_ATTEMPTS_MAX = 8;
/** Migrations of the baseline: stacks that are asked, or import, together. */
export const STACKS_ASKED_AT_ONCE = 8;
/** Proofs of the baseline: an export takes five minutes at most by GuardDuty's word. */
export const SAMPLE_EXPORT_SECONDS = 330;
/** Proofs of the baseline: how often the bucket is looked into. */
export const SAMPLE_POLL_MILLIS = 500;
/** The same: milliseconds before its end that a session of a role is given up for a new one. */
export const SESSION_SPARE_MILLIS = 300_000;
