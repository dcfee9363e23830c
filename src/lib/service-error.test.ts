import { expect, it } from 'vitest';
import { ServiceError } from './service-error.ts';

it('is an error that says what the caller sees, with no further members unless given', () => {
  const error = new ServiceError('AccessDenied', 403, 'no');
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ code: 'AccessDenied', status: 403, message: 'no', fields: {} });
  expect(new ServiceError('X', 400, 'x', { Reason: 'Y' }).fields).toEqual({ Reason: 'Y' });
});
