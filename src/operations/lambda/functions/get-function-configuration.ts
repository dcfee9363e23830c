import { configurationShape } from '../configuration-shape.ts';
import { query } from '../operation.ts';
import { namedFunction } from '../own-function.ts';

export const getFunctionConfiguration = query(
  'GetFunctionConfiguration',
  async (input, context) => {
    const lambda = await namedFunction(input.FunctionName, context, input.Qualifier);
    return configurationShape(lambda, context);
  },
);
