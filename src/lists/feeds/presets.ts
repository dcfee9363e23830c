import type { ThreatKind } from '../known-lists.ts';
import type { FeedFormat } from './feed.ts';

/** A well-known public feed: where it is and on what terms. Nothing is fetched by knowing it. */
export interface Preset {
  readonly name: string;
  readonly what: string;
  readonly kind: ThreatKind;
  readonly format: FeedFormat;
  readonly url: string;
  /** What its publisher says of its use, as far as we know. */
  readonly licence: string;
  /** Have we seen the publisher's own words? Otherwise the operator should look first. */
  readonly verified: boolean;
  readonly refreshHours: number;
  readonly subdomains?: boolean;
  readonly entryAt?: string;
  readonly threatAt?: string;
}

const ABUSE_CH = 'abuse.ch: said to be CC0; automated use may need its Auth-Key';

/** The kind is our reading of what a feed is about; change it in the settings file at will. */
export const presets: readonly Preset[] = [
  {
    ...{ name: 'tor-exits', what: 'exit nodes of the Tor network', kind: 'tor-exit' },
    ...{ format: 'txt', url: 'https://check.torproject.org/torbulkexitlist' },
    ...{ licence: 'Tor Project: public, terms not stated', verified: false, refreshHours: 1 },
  },
  {
    ...{ name: 'feodo-tracker', what: 'C2 servers of banking trojans (addresses)' },
    ...{ kind: 'command-and-control', format: 'csv', entryAt: '2', threatAt: '6' },
    url: 'https://feodotracker.abuse.ch/downloads/ipblocklist.csv',
    ...{ licence: ABUSE_CH, verified: false, refreshHours: 1 },
  },
  {
    ...{ name: 'threatfox-hosts', what: 'hosts of malware and its C2 (domains)' },
    ...{ kind: 'command-and-control', format: 'hosts', subdomains: false },
    url: 'https://threatfox.abuse.ch/downloads/hostfile/',
    ...{ licence: ABUSE_CH, verified: false, refreshHours: 6 },
  },
  {
    ...{ name: 'urlhaus-hosts', what: 'hosts that give out malware (domains)' },
    ...{ kind: 'drive-by', format: 'hosts', subdomains: false },
    url: 'https://urlhaus.abuse.ch/downloads/hostfile/',
    ...{ licence: ABUSE_CH, verified: false, refreshHours: 6 },
  },
  {
    ...{ name: 'sslbl', what: 'C2 servers known by their certificates (addresses)' },
    ...{ kind: 'command-and-control', format: 'txt' },
    url: 'https://sslbl.abuse.ch/blacklist/sslipblacklist.txt',
    ...{ licence: ABUSE_CH, verified: false, refreshHours: 6 },
  },
  {
    ...{ name: 'spamhaus-drop', what: 'networks that are hijacked or rented by criminals' },
    ...{ kind: 'malicious-caller', format: 'ndjson', entryAt: 'cidr', threatAt: 'sblid' },
    url: 'https://www.spamhaus.org/drop/drop_v4.json',
    licence: 'Spamhaus DROP terms of use: free of charge, credit required, one download an hour',
    ...{ verified: true, refreshHours: 24 },
  },
  {
    ...{ name: 'spamhaus-drop-v6', what: 'the same for IPv6' },
    ...{ kind: 'malicious-caller', format: 'ndjson', entryAt: 'cidr', threatAt: 'sblid' },
    url: 'https://www.spamhaus.org/drop/drop_v6.json',
    licence: 'Spamhaus DROP terms of use: free of charge, credit required, one download an hour',
    ...{ verified: true, refreshHours: 24 },
  },
  {
    ...{ name: 'cins', what: 'addresses that attack sensors of CINS', kind: 'scanner' },
    ...{ format: 'txt', url: 'https://cinsscore.com/list/ci-badguys.txt' },
    ...{ licence: 'Sentinel IPS: free to use, terms not seen', verified: false, refreshHours: 6 },
  },
  {
    ...{ name: 'blocklist-de', what: 'addresses reported for attacks', kind: 'malicious-caller' },
    ...{ format: 'txt', url: 'https://lists.blocklist.de/lists/all.txt' },
    ...{ licence: 'blocklist.de: free to use, terms not seen', verified: false, refreshHours: 6 },
  },
  {
    ...{ name: 'et-compromised', what: 'hosts that are compromised, by Emerging Threats' },
    ...{ kind: 'malicious-caller', format: 'txt' },
    url: 'https://rules.emergingthreats.net/blockrules/compromised-ips.txt',
    ...{ licence: 'Proofpoint ET Open: said to be BSD', verified: false, refreshHours: 24 },
  },
  {
    ...{ name: 'openphish', what: 'phishing sites that are whole hosts', kind: 'phishing' },
    ...{ format: 'txt', url: 'https://openphish.com/feed.txt', subdomains: false },
    licence: 'OpenPhish terms of use: non-commercial and internal business purposes only',
    ...{ verified: true, refreshHours: 12 },
  },
  {
    ...{ name: 'coin-blocker', what: 'mining pools and scripts; its host was seen down' },
    ...{ kind: 'crypto-currency', format: 'txt' },
    url: 'https://zerodot1.gitlab.io/CoinBlockerLists/list.txt',
    ...{ licence: 'AGPL-3.0 as we know it', verified: false, refreshHours: 24 },
  },
];
