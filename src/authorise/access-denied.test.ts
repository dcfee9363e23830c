import { expect, it } from 'vitest';
import { accessDenied } from './access-denied.ts';

const root = {
  kind: 'root',
  accountId: '111122223333',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
} as const;

it.each([
  ['guardduty:ListDetectors', 'AccessDeniedException', 403],
  ['vedette:CreateStandaloneAccount', 'AccessDeniedException', 403],
  ['sts:GetAccessKeyInfo', 'AccessDenied', 403],
  ['organizations:ListAccounts', 'AccessDeniedException', 400],
])('%s is denied with %s and %d', (action, code, status) => {
  expect(accessDenied(root, 'aws-cn', action, 'it may not')).toMatchObject({
    code,
    status,
    message:
      `User: arn:aws-cn:iam::111122223333:root is not authorized to perform: ${action} ` +
      'because it may not',
  });
});
