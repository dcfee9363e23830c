import { expect, it } from 'vitest';
import { declaredLists } from '../lists/declared-lists.ts';
import { knownInterfaces } from './known-interfaces.ts';

const { inventory } = declaredLists({
  instances: [{ instanceId: 'i-1', interfaceId: 'eni-1', privateAddress: '10.0.0.1' }],
  functions: [
    {
      interfaceId: 'eni-2',
      functionName: 'f',
      functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
    },
  ],
});

it('knows instances by their interface or address, and functions by their interface', () => {
  const known = knownInterfaces(inventory);
  expect(known.instanceIdOf('eni-1', '')).toBe('i-1');
  expect(known.instanceIdOf('eni-9', '10.0.0.1')).toBe('i-1');
  expect(known.instanceIdOf('eni-9', '10.0.0.9')).toBe('');
  expect(known.functionArnOf('eni-2')).toMatch(/function:f$/);
  expect(known.functionArnOf('eni-1')).toBe('');
});
