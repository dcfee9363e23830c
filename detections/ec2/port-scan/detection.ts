import {
  defineDetection,
  flow,
  isOpening,
  KNOCK,
  networkHit,
  type WindowRule,
} from '../../../src/detect/kit.ts';

/**
 * AWS publishes no number. Its tester's nmap tries 1,000 ports of a host, and the shortest scan
 * that nmap has (`-F`) 100 ports. Monitoring checks a dozen ports of a host.
 */
export const PORTS: WindowRule = { minutes: 10, reach: 100 };
const SAMPLE_SIZE = 20;

export default defineDetection({
  types: ['Recon:EC2/Portscan'],
  severity: 5,
  reads: flow(KNOCK),
  about: {
    title: 'An instance scans the ports of another machine',
    description:
      'An instance knocked at many ports of one machine within minutes, without saying ' +
      'anything: it looks for what listens there.',
    remediation:
      'If the instance is no vulnerability scanner, isolate it: somebody uses it to look ' +
      'around. For a scanner of your own, suppress the finding by a filter.',
    tactic: 'Discovery',
    blindSpots: [
      'Vulnerability scanners do the same by profession.',
      'Slow attempts, spread over more than the window, are not seen.',
      'Only TCP is looked at: probes of UDP look like any other packets.',
      'Lines without TCP flags tell only from the ports who opened a connection.',
    ],
  },
  observe(event, memory, lists) {
    if (!isOpening(event)) return;
    const machine = event.instanceId || event.interfaceId;
    const pair = `${machine}|${event.remoteAddress}`;
    return memory.distinct(pair, PORTS, String(event.remotePort)).map(({ total, values }) => {
      const ports = values.map(Number).sort((a, b) => a - b);
      return networkHit(event, lists, {
        type: 'Recon:EC2/Portscan',
        severity: 5,
        about: event.remoteAddress,
        title: `is scanning the ports of ${event.remoteAddress}`,
        because: `It knocked at ${total} ports within ${PORTS.minutes} minutes.`,
        additionalInfo: {
          portsScannedSample: ports.slice(0, SAMPLE_SIZE),
          additionalScannedPorts: ports.slice(SAMPLE_SIZE),
        },
      });
    });
  },
});
