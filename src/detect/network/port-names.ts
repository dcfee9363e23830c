/** Names as GuardDuty shows them; what has none is `Unknown`. */
const NAMES: Readonly<Record<number, string>> = {
  20: 'FTP-DATA',
  21: 'FTP',
  22: 'SSH',
  23: 'TELNET',
  25: 'SMTP',
  53: 'DNS',
  80: 'HTTP',
  110: 'POP3',
  111: 'RPC',
  123: 'NTP',
  135: 'MSRPC',
  139: 'NETBIOS',
  143: 'IMAP',
  161: 'SNMP',
  389: 'LDAP',
  443: 'HTTPS',
  445: 'SMB',
  465: 'SMTPS',
  587: 'SMTP',
  636: 'LDAPS',
  993: 'IMAPS',
  995: 'POP3S',
  1433: 'MSSQL',
  1521: 'ORACLE',
  2049: 'NFS',
  3306: 'MYSQL',
  3389: 'RDP',
  5432: 'POSTGRESQL',
  5900: 'VNC',
  5985: 'WinRM',
  5986: 'WinRM',
  6379: 'REDIS',
  8080: 'HTTP',
  8088: 'YARN',
  9200: 'ELASTICSEARCH',
  9300: 'ELASTICSEARCH',
  11211: 'MEMCACHED',
  27017: 'MONGODB',
};

export function portName(port: number): string {
  return NAMES[port] ?? 'Unknown';
}

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  6: 'TCP',
  17: 'UDP',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  132: 'SCTP',
};

/** The name of an IANA protocol number, or the number itself. */
export function protocolName(protocol: number): string {
  return PROTOCOLS[protocol] ?? String(protocol);
}
