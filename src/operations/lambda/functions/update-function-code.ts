import { uuid } from '../../../lib/ids.ts';
import { configurationShape } from '../configuration-shape.ts';
import { lambdaErrors } from '../errors.ts';
import { givenCode } from '../given-code.ts';
import { operation } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const updateFunctionCode = operation('UpdateFunctionCode', async (input, context) => {
  const { store, clock, services } = context;
  const lambda = await namedFunction(input.FunctionName, context);
  if (services.functions === undefined) throw lambdaErrors.functionsAreOff();
  if (input.RevisionId !== undefined && input.RevisionId !== lambda.revisionId) {
    throw lambdaErrors.revisionMismatch();
  }
  if (input.Publish === true) throw lambdaErrors.unsupported('Publish');
  if (input.PublishTo !== undefined) throw lambdaErrors.unsupported('PublishTo');
  const { archive, ...code } = givenCode(input);
  const changed = {
    ...lambda,
    ...code,
    architecture: input.Architectures?.[0] ?? lambda.architecture,
    modifiedAt: clock.now(),
    revisionId: uuid(),
  };
  if (input.DryRun !== true) await store.functions.put(changed, archive);
  return configurationShape(changed, context);
});
