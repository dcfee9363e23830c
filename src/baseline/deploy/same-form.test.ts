import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mustKeepForm } from './same-form.ts';

const read = (name: string) => readFileSync(`docs/examples/${name}.yaml`, 'utf8');
const byFunction = read('guardduty-in-every-account');
const native = read('guardduty-with-native-export');

it('lets each form be updated, and neither become the other', () => {
  for (const form of [byFunction, native, 'Resources: {}']) {
    expect(mustKeepForm('stack s', form, form)).toBeUndefined();
    expect(mustKeepForm('stack s', 'Resources: {}', form)).toBeUndefined();
  }
  expect(() => mustKeepForm('stack s', byFunction, native)).toThrow('The stack s exports by a fun');
  expect(() => mustKeepForm('stack s', native, byFunction)).toThrow('The stack s exports by a res');
});
