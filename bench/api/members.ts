import { processorMillis } from '../load/child-server.ts';
import { signedRequest } from '../load/signed-request.ts';
import { accountAt, type Bench, detectorId, ROOT, show, start } from './bench.ts';

/** CreateMembers with accounts that are new each time. */
export async function members(bench: Bench): Promise<void> {
  const server = await start(bench);
  try {
    const DetectorId = await detectorId(server);
    // Each call adds accounts of its own, up to what an administrator may have.
    const calls = Array.from({ length: 90 }, (_, call) => ({
      method: 'POST' as const,
      path: `/detector/${DetectorId}/member`,
      body: {
        accountDetails: Array.from({ length: 50 }, (_unused, at) => ({
          accountId: accountAt(call * 50 + at),
          email: `member-${call}-${at}@example.com`,
        })),
      },
    }));
    const millis: number[] = [];
    const usedBefore = processorMillis(server.pid);
    for (const call of calls) {
      const text = signedRequest({ port: server.port, ...call }, ROOT, 0);
      const [head = '', body] = text.split('\r\n\r\n');
      const headers = head
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(': ') as [string, string]);
      const sent = performance.now();
      const url = `http://127.0.0.1:${server.port}${call.path}`;
      const answer = await fetch(url, { method: 'POST', headers, body: body ?? '' });
      const { unprocessedAccounts } = (await answer.json()) as { unprocessedAccounts?: unknown[] };
      millis.push(performance.now() - sent);
      if (unprocessedAccounts?.length !== 0) throw new Error('not all members were made');
    }
    const took = millis.reduce((sum, one) => sum + one, 0);
    const perSecond = (calls.length * 1000) / took;
    const used = (processorMillis(server.pid) - usedBefore) / calls.length;
    const sorted = millis.toSorted((a, b) => a - b);
    show('CreateMembers of 50', { perSecond, processorMillis: used, millis: sorted });
  } finally {
    await server.stop();
  }
}
