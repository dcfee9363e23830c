import { expect, it } from 'vitest';
import { functionArn, functionPolicy, readFunctionName } from './lambda-function.ts';

const own = { accountId: '111122223333', region: 'us-east-1', name: 'fn' };
const read = (text: string) => readFunctionName(text, own.accountId, own.region);

it.each([
  ['fn', own],
  ['function:fn', own],
  ['fn:$LATEST', { ...own, qualifier: '$LATEST' }],
  ['444455556666:fn', { ...own, accountId: '444455556666' }],
  ['444455556666:function:fn', { ...own, accountId: '444455556666' }],
  [
    'arn:aws:lambda:eu-west-1:444455556666:function:fn:7',
    { accountId: '444455556666', region: 'eu-west-1', name: 'fn', qualifier: '7' },
  ],
  ['arn:aws:lambda:eu-west-1:444455556666:layer:fn', undefined],
  ['arn:aws:s3:::fn', undefined],
  ['', undefined],
])('reads %s as the name of a function', (text, named) => {
  expect(read(text)).toEqual(named);
});

it('writes the ARN that it reads', () => {
  expect(functionArn(own, 'aws-cn')).toBe('arn:aws-cn:lambda:us-east-1:111122223333:function:fn');
  expect(read(functionArn(own, 'aws'))).toEqual(own);
});

it('shows a policy only where somebody was let in', () => {
  expect(functionPolicy({ permissions: [] })).toBeUndefined();
  const policy = functionPolicy({ permissions: [{ Sid: 'a' }] }) ?? '';
  expect(JSON.parse(policy)).toMatchObject({ Statement: [{ Sid: 'a' }] });
});
