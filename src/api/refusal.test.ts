import { expect, it } from 'vitest';
import { awsJson } from './protocols/aws-json.ts';
import { awsQuery } from './protocols/aws-query.ts';
import { restJson } from './protocols/rest-json.ts';
import { Refusal } from './refusal.ts';
import { resolveService } from './wire/resolve-service.ts';
import { wireServices } from './wire/wire-services.ts';

it('carries its kind to whoever words it, and its message to the caller', () => {
  const refusal = new Refusal('busy', 'Try again later.');
  expect(refusal).toBeInstanceOf(Error);
  expect([refusal.kind, refusal.message]).toEqual(['busy', 'Try again later.']);
});

it('has, by kind, the same severity in every protocol', () => {
  const protocols = [
    restJson(resolveService(wireServices.guardduty)),
    awsJson(resolveService(wireServices.organizations)),
    awsQuery(resolveService(wireServices.sts)),
  ];
  const severities = protocols.map(({ refusals }) =>
    Object.entries(refusals).map(([kind, { status }]) => `${kind}: ${Math.floor(status / 100)}xx`),
  );
  expect(new Set(severities.map((list) => list.join()))).toHaveLength(1);
  expect(severities[0]).toContain('unknown-key: 4xx');
  expect(severities[0]).toContain('internal: 5xx');
});
