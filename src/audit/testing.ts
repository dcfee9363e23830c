import type { ServedCall } from '../api/served-call.ts';
import { resolveService } from '../api/wire/resolve-service.ts';
import { wireServices } from '../api/wire/wire-services.ts';

export const OWN = '111122223333';
export const OTHER = '444455556666';
export const NOW = Date.UTC(2026, 10, 28, 12, 0, 0, 250);

const resolved = new Map<string, ReturnType<typeof resolveService>>();

type Given = Omit<Partial<ServedCall>, 'service' | 'operation'>;

/** A call of the account's root to an operation of the real tables, from a reserved address. */
export function servedCall(
  service: keyof typeof wireServices,
  name: string,
  given: Given = {},
): ServedCall {
  const table = resolved.get(service) ?? resolveService(wireServices[service]);
  resolved.set(service, table);
  const operation = table.operations.get(name);
  if (operation === undefined) throw new Error(`${service} has no ${name}`);
  return {
    principal: { kind: 'root', accountId: OWN, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    credentialsMadeAt: Date.UTC(2026, 10, 28, 11),
    region: 'eu-west-1',
    requestId: '84be3ce5-0fbb-4db6-8c8e-51b856960711',
    at: NOW,
    sourceIp: '198.51.100.7',
    userAgent: 'aws-cli/2.15',
    input: {},
    outcome: { output: {} },
    ...given,
    service,
    operation,
  };
}
