import { expect, it } from 'vitest';
import { penTestDistribution, penTestWords } from './pen-test-distribution.ts';

it('knows a distribution by what its kernel or its SDK writes', () => {
  const suffix = (userAgent: string) => penTestDistribution(userAgent)?.suffix;
  expect(suffix('aws-cli/2.23.6 os/linux#6.11.2 md/distrib#kali.2025 md/prompt#off')).toBe(
    'KaliLinux',
  );
  expect(suffix('Boto3/1.34.46 ua/2.0 os/linux#6.5.0-13parrot1-amd64')).toBe('ParrotLinux');
  expect(suffix('aws-cli/2.15.1 Python/3.11.6 Linux/6.6.8-pentoo')).toBe('PentooLinux');
  expect(suffix('kali-inventory/1.0')).toBeUndefined();
  expect(suffix('aws-cli/2.15.1 Linux/6.1.0-alkaline')).toBeUndefined();
});

it('looks for words that every such user agent has', () => {
  expect(penTestWords).toEqual(['kali', 'parrot', 'pentoo']);
});
