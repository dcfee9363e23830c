import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInventory } from './read-inventory.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(accounts: unknown) {
  const path = join(folder, 'inventory.json');
  writeFileSync(path, JSON.stringify({ accounts }));
  return readInventory(path);
}

const WEB = {
  ...{ instanceId: 'i-0123456789abcdef0', interfaceId: 'eni-0123456789abcdef0' },
  ...{ privateAddress: '10.0.0.5', publicAddress: '198.51.100.7', instanceType: 't3.micro' },
  ...{ openPorts: [22, 443], tags: { Name: 'web' }, securityGroups: [{ id: 'sg-1', name: 'web' }] },
};
const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:mailer';

describe('readInventory', () => {
  it('finds an instance by its id, interface and addresses', () => {
    const inventory = read([{ accountId: '111122223333', instances: [WEB] }]);
    const known = { accountId: '111122223333', ...WEB };
    expect(inventory.instance({ instanceId: WEB.instanceId })).toEqual(known);
    expect(inventory.instance({ interfaceId: WEB.interfaceId })).toEqual(known);
    expect(inventory.instance({ address: '10.0.0.5' })).toEqual(known);
    expect(inventory.instance({ address: '198.51.100.7' })).toEqual(known);
    expect(inventory.instance({ instanceId: 'i-99999999' })).toBeUndefined();
    expect(inventory.instance({})).toBeUndefined();
  });

  it('says nothing by a private address that two instances have', () => {
    const other = { instanceId: 'i-0123456789abcdef1', privateAddress: '10.0.0.5' };
    const inventory = read([
      { accountId: '111122223333', instances: [WEB] },
      { accountId: '444455556666', instances: [other] },
    ]);
    expect(inventory.instance({ address: '10.0.0.5' })).toBeUndefined();
    expect(inventory.instance({ instanceId: other.instanceId })?.accountId).toBe('444455556666');
  });

  it('tells whose public addresses and whose functions there are', () => {
    const inventory = read([
      {
        accountId: '111122223333',
        addresses: ['203.0.113.0/28', '2001:db8::/64'],
        instances: [WEB],
      },
      { accountId: '444455556666', addresses: ['203.0.113.15'] },
      {
        accountId: '123456789012',
        functions: [{ functionArn: ARN, interfaceIds: ['eni-0aaaaaaa'], vpcId: 'vpc-1' }],
      },
    ]);
    expect(inventory.accountOf('203.0.113.3')).toBe('111122223333');
    expect(inventory.accountOf('2001:db8::9')).toBe('111122223333');
    expect(inventory.accountOf('198.51.100.7')).toBe('111122223333');
    expect(inventory.accountOf('203.0.113.15')).toBeUndefined();
    expect(inventory.accountOf('192.0.2.1')).toBeUndefined();
    expect(inventory.functionOf('eni-0aaaaaaa')).toEqual({
      ...{ functionArn: ARN, functionName: 'mailer', vpcId: 'vpc-1' },
    });
  });

  it.each([
    [{}, '$.accounts must be a list'],
    [[{}], '$.accounts[0] lacks "accountId"'],
    [[{ accountId: '1' }], '$.accounts[0].accountId must be twelve digits'],
    [[{ accountId: '111122223333', instances: [{}] }], 'instances[0] lacks "instanceId"'],
    [[{ accountId: '111122223333', addresses: ['10.0.0.1'] }], 'addresses[0] must be a public'],
    [[{ accountId: '111122223333', addresses: ['203.0.113.1', 'x'] }], 'addresses[1] must be'],
    [
      [{ accountId: '111122223333', instances: [{ ...WEB, openPorts: [70_000] }] }],
      'instances[0].openPorts[0] must be a whole number from 0 to 65535',
    ],
    [
      [{ accountId: '111122223333', instances: [{ ...WEB, publicAddress: 'x' }] }],
      'instances[0].publicAddress must be an address',
    ],
    [
      [{ accountId: '111122223333', functions: [{ functionArn: `${ARN}:1` }] }],
      'functions[0].functionArn must be the ARN of a function',
    ],
  ])('says where %j has its fault', (accounts, fault) => {
    expect(() => read(accounts)).toThrow(fault);
  });
});
