import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import type { SigningCredentials } from '../../src/lib/sign-request.ts';
import type { ChildServer } from '../load/child-server.ts';
import { type Measured, measure, median } from '../load/connections.ts';
import { type Bench, load, ROOT, settings, show, start } from './bench.ts';
import { credentialsOf, limitedSession } from './limited-session.ts';
import { startMoto } from './moto-server.ts';

const listDetectors = { method: 'GET', path: '/detector' } as const;

/** ListDetectors by root, by a session of root that nothing limits, by one that much limits. */
export async function detectors(bench: Bench): Promise<void> {
  const server = await start(bench);
  const moto = await startMoto();
  try {
    const session = await limitedSession(server);
    const sts = new STSClient(settings(server));
    const unlimited = credentialsOf(await sts.send(new GetSessionTokenCommand({})));
    const measured: Record<string, Measured[]> = {
      ...{ root: [], unlimited: [], session: [], moto: [] },
    };
    const measureIt = async (kind: string, { port, pid }: ChildServer, key: SigningCredentials) => {
      const requests = load(port, [listDetectors], key);
      const { seconds } = bench;
      const common = { port, pid, requests, connections: 8, seconds };
      measured[kind]?.push(await measure(common));
    };
    for (let round = 0; round < 5; round += 1) {
      await measureIt('root', server, ROOT);
      await measureIt('unlimited', server, unlimited);
      await measureIt('session', server, session);
      if (moto) await measureIt('moto', moto, ROOT);
    }
    for (const [kind, [, ...rest]] of Object.entries(measured)) {
      for (const one of rest.slice(-1)) show(`ListDetectors, ${kind}`, one);
    }
    /** The first round warms up. */
    const ratios = (one: string, other: string, of: (measured: Measured) => number) =>
      (measured[one] ?? []).slice(1).flatMap((left, at) => {
        const right = measured[other]?.[at + 1];
        return right ? [of(left) / of(right)] : [];
      });
    const used = ratios('unlimited', 'session', ({ processorMillis }) => processorMillis);
    const share = `${((1 - median(used)) * 100).toFixed(0)} %`;
    console.log(`policies of a session under three levels of SCPs take ${share} of a request`);
    if (!moto) return;
    const times = median(ratios('root', 'moto', ({ perSecond }) => perSecond)).toFixed(1);
    const less = median(ratios('moto', 'root', ({ processorMillis }) => processorMillis)).toFixed(
      1,
    );
    console.log(`against moto_server: ${times} times the requests, ${less} times less processor`);
  } finally {
    await server.stop();
    await moto?.stop();
  }
}
