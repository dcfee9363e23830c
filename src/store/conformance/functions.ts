import { expect, it } from 'vitest';
import type { FunctionEvent } from '../../domain/function-event.ts';
import type { LambdaFunction } from '../../domain/lambda-function.ts';
import type { Store } from '../store.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

export const exampleFunction: LambdaFunction = {
  accountId: ACCOUNT,
  region: REGION,
  name: 'export',
  runtime: 'python3.12',
  handler: 'index.handler',
  roleArn: `arn:aws:iam::${ACCOUNT}:role/GuardDutyLambdaRole`,
  description: 'a "quoted" ☂',
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  architecture: 'x86_64',
  sealedEnvironment: 'sealed',
  codeSha256: 'abc=',
  codeBytes: 3,
  modifiedAt: 1,
  revisionId: 'r1',
  tags: { Key: 'Value' },
  permissions: [{ Sid: 'one', Effect: 'Allow' }],
};

export function functionConformance(store: () => Store): void {
  it('keeps runs that nobody waits for, those first that are due first', async () => {
    const { functions } = store();
    const run = (id: string, dueAt: number): FunctionEvent => ({
      ...{ id, accountId: ACCOUNT, region: REGION, name: 'export', sealedEvent: 'sealed' },
      ...{ tries: 0, dueAt },
    });
    for (const one of [run('b', 2), run('c', 1), run('a', 2)]) await functions.putEvent(one);
    expect(await functions.events(2)).toStrictEqual([run('c', 1), run('a', 2)]);
    await functions.putEvent({ ...run('c', 3), tries: 1, sealedContext: 'e30=' });
    await functions.deleteEvent('a');
    const changed = { ...run('c', 3), tries: 1, sealedContext: 'e30=' };
    expect(await functions.events(9)).toStrictEqual([run('b', 2), changed]);
    expect(await functions.countEvents()).toBe(2);
  });

  it('keeps a function as it was put, with its code beside it', async () => {
    const { functions } = store();
    const code = new Uint8Array([0, 255, 10]);
    await functions.put(exampleFunction, code);
    expect(await functions.get(ACCOUNT, REGION, 'export')).toStrictEqual(exampleFunction);
    expect(await functions.code(ACCOUNT, REGION, 'export')).toStrictEqual(code);
    const changed = { ...exampleFunction, timeoutSeconds: 60, tags: {} };
    await functions.put(changed);
    expect(await functions.get(ACCOUNT, REGION, 'export')).toStrictEqual(changed);
    expect(await functions.code(ACCOUNT, REGION, 'export')).toStrictEqual(code);
    const other = new Uint8Array([1]);
    await functions.put(changed, other);
    expect(await functions.code(ACCOUNT, REGION, 'export')).toStrictEqual(other);
  });

  it('lists those of an account and Region by name, and deletes one', async () => {
    const { functions } = store();
    const second = { ...exampleFunction, name: 'a' };
    for (const one of [exampleFunction, second, { ...exampleFunction, region: 'eu-west-1' }]) {
      await functions.put(one, new Uint8Array([1]));
    }
    expect(await functions.list(ACCOUNT, REGION, 10)).toStrictEqual([second, exampleFunction]);
    expect(await functions.list(ACCOUNT, REGION, 1)).toStrictEqual([second]);
    expect(await functions.list(ACCOUNT, REGION, 10, 'a')).toStrictEqual([exampleFunction]);
    expect(await functions.list('444455556666', REGION, 10)).toEqual([]);
    await functions.delete(ACCOUNT, REGION, 'export');
    expect(await functions.get(ACCOUNT, REGION, 'export')).toBeUndefined();
    expect(await functions.code(ACCOUNT, REGION, 'export')).toBeUndefined();
    expect(await functions.get(ACCOUNT, 'eu-west-1', 'export')).toBeDefined();
  });
}
