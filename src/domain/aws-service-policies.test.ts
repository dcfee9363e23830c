import { expect, it } from 'vitest';
import { servicePolicies } from './aws-service-policies.ts';

it('says each once, with statements that allow', () => {
  const names = servicePolicies.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const [name, description, statements] of servicePolicies) {
    expect(description, name).toMatch(/\.$/);
    expect(statements.map(({ Effect }) => Effect)).toEqual(statements.map(() => 'Allow'));
  }
});

it('looks at all and changes nothing, in SecurityAudit', () => {
  const [, , [statement] = []] = servicePolicies.find(([name]) => name === 'SecurityAudit') ?? [];
  const actions = (statement?.Action ?? []) as string[];
  expect(actions.length).toBeGreaterThan(10);
  expect(actions.filter((one) => !/:(Get|List|Describe|Simulate)/.test(one))).toEqual([]);
});
