import { expect, it } from 'vitest';
import { declaredLists } from '../lists/declared-lists.ts';
import type { FlowEvent } from '../normalise/event.ts';
import { type FlowReads, flow } from './define.ts';
import { FlowIndex } from './flow-index.ts';
import { KNOCK } from './network/flow-shape.ts';
import { exampleFlow } from './testing.ts';

const lists = declaredLists({ addresses: { '198.51.100.7': ['tor-exit'] } });

function indexOf(...reads: Omit<FlowReads, 'log'>[]) {
  return new FlowIndex(reads.map((one, order) => ({ reads: flow(one), value: order, order })));
}

function readers(index: FlowIndex<number>, event: FlowEvent, known = lists): number[] {
  const found = index.all(event, known).map(({ value }) => value);
  expect(index.some(event, known)).toBe(found.length > 0);
  return found;
}

it('knows a knock from a talk', () => {
  const index = indexOf(KNOCK);
  const knock = { initiator: 'local', packets: 3, bytes: 172, outbound: true } as const;
  expect(readers(index, exampleFlow(knock))).toEqual([0]);
  for (const more of [
    { bytes: 600 },
    { packets: 5, bytes: 200 },
    { initiator: 'remote' },
    { outbound: false },
    { protocol: 17 },
  ] as const) {
    expect(readers(index, exampleFlow({ ...knock, ...more }))).toEqual([]);
  }
});

it.each<[Omit<FlowReads, 'log'>, Partial<FlowEvent>, Partial<FlowEvent>]>([
  [{ exceptProtocols: [6, 17] }, { protocol: 99 }, { protocol: 17 }],
  [{ exceptRemotePorts: [443] }, { remotePort: 80 }, { remotePort: 443 }],
  [{ localPorts: [22] }, { localPort: 22 }, { localPort: 23 }],
  [{ accepted: true }, { accepted: true }, { accepted: false }],
  [{ exceptInitiator: 'remote' }, { initiator: 'local' }, { initiator: 'remote' }],
  [{ public: true }, { remoteAddress: '192.0.2.1' }, { remoteAddress: '10.0.0.9' }],
  [{ public: true }, { remoteIpv4: 0xc0000201 }, { remoteIpv4: 0x0a000009 }],
  [{ packetsMax: 4 }, { packets: 4 }, { packets: 5 }],
  [{ listed: true }, { remoteAddress: '198.51.100.7' }, { remoteAddress: '198.51.100.8' }],
])('%j is what %j is and %j is not', (reads, wanted, other) => {
  const index = indexOf(reads);
  expect(readers(index, exampleFlow(wanted))).toEqual([0]);
  expect(readers(index, exampleFlow(other))).toEqual([]);
});

it('asks lists for the text of an address only where the number may be listed', () => {
  const asked: string[] = [];
  const counting = {
    ...lists,
    mayListIpv4: (address: number) => address === 0xc6336407,
    addressThreats: (address: string) => {
      asked.push(address);
      return lists.addressThreats(address);
    },
  };
  const index = indexOf({ listed: true }, { listed: true, outbound: false });
  const other = exampleFlow({ remoteAddress: '198.51.100.8', remoteIpv4: 0xc6336408 });
  expect(index.some(other, counting)).toBe(false);
  expect(asked).toEqual([]);
  const listed = exampleFlow({ remoteAddress: '198.51.100.7', remoteIpv4: 0xc6336407 });
  expect(index.some(listed, counting)).toBe(true);
  expect(asked).toEqual(['198.51.100.7']);
});
