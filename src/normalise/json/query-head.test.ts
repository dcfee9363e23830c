import { expect, it } from 'vitest';
import type { DnsHead } from '../event.ts';
import { readLog } from '../read-log.ts';

interface Seen {
  readonly accountId: string;
  readonly region: string;
  readonly domain: string;
  readonly answers: readonly string[];
  readonly addresses: readonly number[];
  readonly hasOthers: boolean | undefined;
}

function seen(head: DnsHead): Seen {
  const addresses: number[] = [];
  head.someIpv4Answer?.((address) => addresses.push(address) < 0);
  const { accountId, region, domain, answers, hasOtherAnswers } = head;
  return { accountId, region, domain, answers, addresses, hasOthers: hasOtherAnswers };
}

async function read(...lines: string[]) {
  const [heads, reasons] = [[] as Seen[], [] as string[]];
  await readLog([Buffer.from(`${lines.join('\n')}\n`)], {
    wants: () => false,
    onEvent: () => expect.unreachable(),
    onRecord: (head) => void (head.kind === 'dns' && heads.push(seen(head))),
    onUnreadable: ({ reason }) => reasons.push(reason),
    source: { accountId: '111122223333', region: 'eu-west-1' },
  });
  return { heads, reasons };
}

const query = (more: object) => JSON.stringify({ query_name: 'www.example.com.', ...more });

it('reads whose the query is, what it asks for, and each answer', async () => {
  const { heads } = await read(
    query({
      account_id: '444455556666',
      region: 'us-east-1',
      answers: [
        { Rdata: '198.51.100.7', Type: 'A' },
        { Type: 'CNAME', Rdata: 'other.example.com.' },
        { Type: 'A' },
        { Rdata: 7 },
        'text',
        { Rdata: '192.0.2.1', nested: { Rdata: 'no' } },
      ],
    }),
    query({ answers: [], query_name: 'Mail.Example.COM' }),
    query({ answers: { Rdata: '192.0.2.1' }, region: 7 }),
  );
  const own = { accountId: '111122223333', region: 'eu-west-1' };
  const none = { answers: [], addresses: [], hasOthers: false };
  expect(heads).toEqual([
    {
      accountId: '444455556666',
      region: 'us-east-1',
      domain: 'www.example.com',
      answers: ['198.51.100.7', 'other.example.com.', '192.0.2.1'],
      addresses: [0xc6336407, 0xc0000201],
      hasOthers: true,
    },
    { ...own, domain: 'mail.example.com', ...none },
    { ...own, domain: 'www.example.com', ...none },
  ]);
});

it('reads what JSON.parse would: escapes, twins', async () => {
  const { heads } = await read(
    '{"query_name":"caf\\u00e9.example.com.","answers":[{"Rdata":"192.0.2.9"}],"query_name":"b.",' +
      '"\\u0061nswers":[{"R\\u0064ata":"192.0.2\\u002e1"}]}',
    query({}),
  );
  expect(heads[0]).toMatchObject({ domain: 'b', answers: ['192.0.2.1'] });
  expect(heads[1]?.answers).toEqual([]);
});

it('says that answers are broken', async () => {
  for (const answers of ['[{"Rdata" "x"}]', '[{"Rdata":"x"} {}]', '[,]']) {
    const { heads, reasons } = await read(query({}), `{"query_name":"a.","answers":${answers}}`);
    expect(heads).toHaveLength(1);
    expect(reasons).toEqual(['invalid-json']);
  }
});
