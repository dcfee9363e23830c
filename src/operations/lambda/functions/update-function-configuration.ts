import { uuid } from '../../../lib/ids.ts';
import { configurationShape } from '../configuration-shape.ts';
import { lambdaErrors } from '../errors.ts';
import { givenSettings } from '../given-settings.ts';
import { operation } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const updateFunctionConfiguration = operation(
  'UpdateFunctionConfiguration',
  async (input, context) => {
    const { store, clock } = context;
    const lambda = await namedFunction(input.FunctionName, context);
    if (input.RevisionId !== undefined && input.RevisionId !== lambda.revisionId) {
      throw lambdaErrors.revisionMismatch();
    }
    const changed = {
      ...lambda,
      ...(await givenSettings(input, lambda, context)),
      modifiedAt: clock.now(),
      revisionId: uuid(),
    };
    await store.functions.put(changed);
    return configurationShape(changed, context);
  },
);
