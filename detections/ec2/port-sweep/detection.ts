import {
  defineDetection,
  flow,
  isOpening,
  KNOCK,
  networkHit,
  portName,
  type WindowRule,
} from '../../../src/detect/kit.ts';

/**
 * AWS publishes no number. Sweeps try thousands of addresses a minute; nodes of peer-to-peer
 * networks, crawlers and mail servers meet some dozens of dead addresses in ten minutes.
 */
export const ADDRESSES: WindowRule = { minutes: 10, reach: 250 };

export default defineDetection({
  types: ['Impact:EC2/PortSweep'],
  severity: 8,
  reads: flow({ ...KNOCK, public: true }),
  about: {
    title: 'An instance sweeps the Internet for an open port',
    description:
      'An instance knocked at the same port of many public addresses within minutes, ' +
      'without saying anything: it looks for machines to attack.',
    remediation:
      'Isolate the instance: worms and intruders search for their next victims so. If it ' +
      'measures the Internet on purpose, suppress the finding by a filter.',
    tactic: 'Impact',
    blindSpots: [
      'Monitoring of many hosts of customers by bare TCP connections looks the same.',
      'Slow attempts, spread over more than the window, are not seen.',
      'Interfaces that nobody says an instance has are left out: they may be NAT gateways.',
      'IPv6 and UDP are not looked at.',
    ],
  },
  observe(event, memory, lists) {
    if (event.instanceId === '' || !isOpening(event)) return;
    const { remotePort: port } = event;
    const sweep = `${event.instanceId}|${port}`;
    return memory.distinct(sweep, ADDRESSES, event.remoteAddress).map(({ total }) =>
      networkHit(event, lists, {
        type: 'Impact:EC2/PortSweep',
        severity: 8,
        about: `port ${port}`,
        title: `is sweeping the Internet for port ${port} (${portName(port)})`,
        because:
          `It knocked at ${total} public addresses within ${ADDRESSES.minutes} minutes; ` +
          `the last was ${event.remoteAddress}.`,
        additionalInfo: { scannedPort: port, additionalScannedPorts: [], addresses: total },
      }),
    );
  },
});
