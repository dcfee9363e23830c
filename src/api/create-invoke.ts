import type { Invoke } from '../domain/invoke.ts';
import type { Clock } from '../lib/clock.ts';
import { uuid } from '../lib/ids.ts';
import { ServiceError } from '../lib/service-error.ts';
import type { ServiceTable } from './create-api.ts';
import type { AuthorisedCall, DispatchedCall, Trail } from './handle-request.ts';
import { validate } from './validate.ts';
import { Violations } from './violations.ts';
import { type ResolvedService, resolveService } from './wire/resolve-service.ts';

export interface InvokeParts {
  readonly services: readonly ServiceTable[];
  readonly clock: Clock;
  authorise(call: AuthorisedCall): Promise<void> | void;
  dispatch(call: DispatchedCall): Promise<object>;
  readonly trail?: Trail | undefined;
}

const CALLED_BY = 'cloudformation.amazonaws.com';

/**
 * The way of a call that comes from inside: the same checks as over the wire, less the signature.
 */
export function createInvoke(parts: InvokeParts): Invoke {
  const resolved = new Map<string, ResolvedService>();
  return async (call) => {
    const { principal, service, region, input } = call;
    const table = parts.services.find(({ wire }) => wire.service === service);
    if (table === undefined) throw new Error(`no service ${service}`);
    const wire = resolved.get(service) ?? resolveService(table.wire);
    resolved.set(service, wire);
    const shape = wire.operations.get(call.operation);
    const operation = table.operations[call.operation];
    if (shape === undefined || operation === undefined) {
      throw new Error(`${service} has no operation ${call.operation}`);
    }
    const at = parts.clock.now();
    const requestId = uuid();
    const told = (outcome: { output: object } | { error: { code: string; message: string } }) =>
      parts.trail?.served({
        ...{ principal, service, region, requestId, at, input, outcome },
        operation: shape,
        credentialsMadeAt: undefined,
        // As CloudTrail writes it of calls that CloudFormation makes for somebody.
        sourceIp: CALLED_BY,
        userAgent: CALLED_BY,
      });
    try {
      const violations = new Violations();
      validate(input as Record<string, unknown>, shape.input, violations);
      if (violations.items.length > 0) throw table.invalidInput(violations.items, call.operation);
      await parts.authorise({ principal, service, operation: call.operation, region, input });
      if ('reason' in operation) {
        throw new ServiceError('NotImplementedException', 501, operation.reason);
      }
      const output = await parts.dispatch({
        ...{ service, operation, input, principal, region, requestId },
      });
      told({ output });
      return output as Record<string, unknown>;
    } catch (error) {
      if (error instanceof ServiceError) told({ error });
      throw error;
    }
  };
}
