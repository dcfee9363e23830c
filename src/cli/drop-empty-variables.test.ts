import { expect, it } from 'vitest';
import { dropEmptyVariables } from './drop-empty-variables.ts';

it('drops the variables of Vedette that hold nothing, and no others', () => {
  const environment = { VEDETTE_PORT: '', VEDETTE_HOST: '::1', AWS_REGION: '', HOME: '/root' };
  dropEmptyVariables(environment);
  expect(environment).toEqual({ VEDETTE_HOST: '::1', AWS_REGION: '', HOME: '/root' });
});
