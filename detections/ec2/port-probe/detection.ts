import {
  defineDetection,
  flow,
  machineOf,
  networkHit,
  portName,
  probeAction,
} from '../../../src/detect/kit.ts';

const PROBE = 'Recon:EC2/PortProbeUnprotectedPort';
const EMR_PROBE = 'Recon:EC2/PortProbeEMRUnprotectedPort';

/** Meant for everybody: GuardDuty does not count probes of these. */
const PUBLIC_PORTS: readonly number[] = [80, 443];
/** Whoever reaches Elasticsearch reads all of it: GuardDuty's severity is High. */
const GRAVE_PORTS: readonly number[] = [9200, 9300];
/** Web pages of YARN, HDFS, Spark, the job history, HBase, Hue and Zeppelin, as EMR documents. */
export const EMR_PORTS: readonly number[] = [
  8042, 8088, 8188, 8888, 8890, 9026, 9870, 16010, 18080, 19888, 50070,
];
/** What refuses a connection sends has no options, so 40 bytes; what accepts it has 44 or more. */
const REFUSAL_BYTES = 40;

export default defineDetection({
  types: [PROBE, EMR_PROBE],
  severity: 2,
  reads: flow({ listed: true, outbound: true, initiator: 'remote' }),
  about: {
    title: 'A scanner found an open port',
    description:
      'An address that is known to search the Internet for open ports reached one of an ' +
      'instance, and the instance answered. Sooner or later somebody will try what listens ' +
      'there.',
    remediation:
      'Let the security group admit only those addresses that need the port, or move the ' +
      'service behind a VPN or a load balancer. For ports that are meant to be open, ' +
      'suppress the finding by a filter.',
    tactic: 'Reconnaissance',
    blindSpots: [
      'Only scanners that are on a list in force are known.',
      'An answer that says nothing but no is told from others by its size, which NAT may change.',
      'Ports of EMR are known only where the inventory says that the instance is of a cluster.',
    ],
  },
  observe(event, _memory, lists) {
    const listed = lists
      .addressThreats(event.remoteAddress)
      .filter(({ kind }) => kind === 'scanner');
    if (listed.length === 0) return;
    if (event.functionArn !== '' || !event.accepted || event.localPort === 0) return;
    if (PUBLIC_PORTS.includes(event.localPort)) return;
    if (event.bytes <= REFUSAL_BYTES * event.packets) return;
    const { localPort: port } = event;
    const isEmr = machineOf(event, lists.inventory).known?.emr === true && EMR_PORTS.includes(port);
    const isGrave = isEmr || GRAVE_PORTS.includes(port);
    return networkHit(event, lists, {
      type: isEmr ? EMR_PROBE : PROBE,
      severity: isGrave ? 8 : 2,
      about: 'probe',
      title: `has an open port ${port} (${portName(port)}) that a known scanner has found`,
      because: `It answered ${event.remoteAddress} on that port.`,
      action: probeAction(event),
      listed,
      additionalInfo: { localPort: port },
    });
  },
});
