import { expect, it } from 'vitest';
import type { FlowReads } from './define.ts';
import { FlowGroup } from './flow-group.ts';
import { exampleFlow } from './testing.ts';

function groupsOf(...reads: Omit<FlowReads, 'log'>[]) {
  const tests = reads.map((one) => ({ reads: { log: 'flow' as const, ...one } }));
  return { tests, groups: FlowGroup.of(tests) };
}

it('tells tests apart beyond those that one group has room for', () => {
  const { tests, groups } = groupsOf(
    ...Array.from({ length: 70 }, (_, n) => ({ localPorts: [1000 + n] })),
  );
  expect(groups).toHaveLength(3);
  for (const [n, test] of tests.entries()) {
    const flow = exampleFlow({ localPort: 1000 + n });
    expect(groups.flatMap((group) => group.all(flow))).toEqual([test]);
    expect(groups.filter((group) => group.some(flow))).toHaveLength(1);
  }
});

it('a port that is none is no port of a list, nor of its opposite', () => {
  const { tests, groups } = groupsOf({ remotePorts: [443] }, { exceptRemotePorts: [443] }, {});
  const found = (remotePort: number) =>
    groups.flatMap((group) => group.all(exampleFlow({ remotePort })));
  expect(found(443)).toEqual([tests[0], tests[2]]);
  expect(found(80)).toEqual([tests[1], tests[2]]);
  expect(found(70_000)).toEqual([tests[2]]);
});

it('a protocol that is none is asked for by nobody', () => {
  const { groups } = groupsOf({}, { protocols: [6] }, { exceptProtocols: [17] });
  expect(groups.flatMap((group) => group.all(exampleFlow({ protocol: 300 })))).toEqual([]);
});
