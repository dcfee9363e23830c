import { expect, it } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { ServiceError } from '../lib/service-error.ts';
import { createInvoke } from './create-invoke.ts';
import type { AuthorisedCall, DispatchedCall } from './handle-request.ts';
import type { ServedCall } from './served-call.ts';
import { wireServices } from './wire/wire-services.ts';

const principal = { kind: 'root', accountId: '111122223333', accessKeyId: 'AKIAEXAMPLE' } as const;
const call = { principal, service: 'sts', operation: 'AssumeRole', region: 'us-east-1' };
const input = { RoleArn: 'arn:aws:iam::111122223333:role/Reads', RoleSessionName: 'work' };

function world(authorise: (asked: AuthorisedCall) => void = () => {}) {
  const told: ServedCall[] = [];
  const dispatched: DispatchedCall[] = [];
  const handle = async () => ({});
  const invoke = createInvoke({
    services: [
      {
        wire: wireServices.sts,
        operations: {
          AssumeRole: { name: 'AssumeRole', writes: true, handle },
          AssumeRoot: { name: 'AssumeRoot', reason: 'not yet' },
        },
        invalidInput: ([first]) => new ServiceError('Invalid', 400, first?.path.join('.') ?? ''),
      },
    ],
    clock: new ManualClock(0),
    authorise,
    async dispatch(permitted) {
      dispatched.push(permitted);
      return { Credentials: {} };
    },
    trail: { served: (served) => told.push(served), unattributed: () => {} },
  });
  return { invoke, told, dispatched };
}

it('carries a call out as its principal, and tells the trail', async () => {
  const { invoke, told, dispatched } = world();
  expect(await invoke({ ...call, input })).toEqual({ Credentials: {} });
  expect(dispatched).toMatchObject([{ service: 'sts', principal, region: 'us-east-1', input }]);
  expect(told).toMatchObject([{ principal, outcome: { output: { Credentials: {} } } }]);
});

it('refuses what the wire would refuse', async () => {
  const denied = new ServiceError('AccessDenied', 403, 'no');
  const refusing = world(() => {
    throw denied;
  });
  await expect(refusing.invoke({ ...call, input })).rejects.toBe(denied);
  expect(refusing.dispatched).toEqual([]);
  expect(refusing.told).toMatchObject([{ outcome: { error: { code: 'AccessDenied' } } }]);
  const { invoke } = world();
  await expect(invoke({ ...call, input: {} })).rejects.toMatchObject({ code: 'Invalid' });
  const later = { ...call, operation: 'AssumeRoot', input: { TargetPrincipal: 'x' } };
  await expect(invoke({ ...later, input: { ...later.input } })).rejects.toBeInstanceOf(
    ServiceError,
  );
  await expect(invoke({ ...call, operation: 'Nothing', input })).rejects.toThrow('no operation');
  await expect(invoke({ ...call, service: 'nothing', input })).rejects.toThrow('no service');
});
