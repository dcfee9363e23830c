import {
  defineDetection,
  flow,
  networkHit,
  TCP,
  type WindowRule,
} from '../../../src/detect/kit.ts';

/** GuardDuty's: guessing at an instance is everyday, guessing by one means that it is lost. */
const SEVERITY_OF_TARGET = 2;
const SEVERITY_OF_ACTOR = 8;

const SSH = { type: 'UnauthorizedAccess:EC2/SSHBruteForce', name: 'SSH' };
const RDP = { type: 'UnauthorizedAccess:EC2/RDPBruteForce', name: 'RDP' };
const WINRM = { type: 'Impact:EC2/WinRMBruteForce', name: 'WinRM' };
/** By port; WinRM has one with TLS and one without. */
const SERVICES: Readonly<Record<number, typeof SSH>> = {
  22: SSH,
  3389: RDP,
  5985: WINRM,
  5986: WINRM,
};
const PORTS = Object.keys(SERVICES).map(Number);

/**
 * AWS publishes no number. Its tester makes up to 2,800 connections with crowbar (SSH) and 1,792
 * with hydra (RDP), some minutes of work. People and deployment tools open a few in ten minutes.
 */
export const ATTEMPTS_ON_TARGET: WindowRule = { minutes: 10, reach: 60 };
/**
 * More, and the finding is grave: a build server that looks at 130 repositories every five minutes
 * opens 260 connections to their host, and the tester of AWS a thousand and more.
 */
export const ATTEMPTS_OF_ACTOR: WindowRule = { minutes: 10, reach: 500 };
/** Below, no keys were exchanged and nobody tried a password: health checks, banners. */
export const ATTEMPT_BYTES_MIN = 800;
/** Six passwords over one connection fit, a session in which somebody works does not. */
export const ATTEMPT_BYTES_MAX = 12_000;

export default defineDetection({
  types: [SSH.type, RDP.type, WINRM.type],
  severity: SEVERITY_OF_TARGET,
  reads: [
    flow({ localPorts: PORTS, protocols: [TCP], outbound: false, initiator: 'remote' }),
    flow({ remotePorts: PORTS, protocols: [TCP], outbound: true, initiator: 'local' }),
  ],
  about: {
    title: 'Passwords are being guessed',
    description:
      'One machine opened so many short connections to SSH, RDP or WinRM of another that it ' +
      'is most likely guessing passwords or trying keys.',
    remediation:
      'If the instance is the target, admit only known addresses to the port, and allow no ' +
      'passwords. If it is the actor, isolate it: whoever guesses from it has taken it ' +
      'over.',
    tactic: 'Credential Access',
    blindSpots: [
      "Only the services' own ports are looked at, as GuardDuty does.",
      'What was tried, and whether it worked, is not in flow logs.',
      'Slow attempts, spread over more than the window, are not seen.',
      'Guessing from many addresses, each with few attempts, is not seen.',
      'Tools that open a connection per command, and build servers that poll, may look the same.',
    ],
  },
  observe(event, memory, lists) {
    if (event.bytes < ATTEMPT_BYTES_MIN || event.bytes > ATTEMPT_BYTES_MAX) return;
    if (!event.accepted) return;
    const isActor = event.outbound;
    const port = isActor ? event.remotePort : event.localPort;
    const { type, name } = SERVICES[port] ?? SSH;
    const rule = isActor ? ATTEMPTS_OF_ACTOR : ATTEMPTS_ON_TARGET;
    const peer = event.remoteAddress;
    const pair = `${name}|${isActor}|${event.instanceId || event.interfaceId}|${peer}`;
    return memory.sum(pair, rule).map(({ total }) =>
      networkHit(event, lists, {
        type,
        severity: isActor ? SEVERITY_OF_ACTOR : SEVERITY_OF_TARGET,
        about: isActor ? `to ${peer}` : `from ${peer}`,
        title: isActor
          ? `is guessing passwords of ${name} on ${peer}`
          : `is the target of guessed ${name} passwords from ${peer}`,
        because: `There were ${total} short connections within ${rule.minutes} minutes.`,
        ...(!isActor && { role: 'TARGET' as const }),
        additionalInfo: { connections: total, windowMinutes: rule.minutes },
      }),
    );
  },
});
