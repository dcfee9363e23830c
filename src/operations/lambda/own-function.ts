import {
  functionArn,
  LATEST,
  type LambdaFunction,
  readFunctionName,
} from '../../domain/lambda-function.ts';
import type { OperationContext } from '../context.ts';
import { lambdaErrors } from './errors.ts';

/**
 * The function that a caller names: by its name, its ARN or a part of it, which may be another
 * account's. Authorisation has been done on the same function before.
 */
export async function namedFunction(
  text: string,
  context: OperationContext,
  qualifier?: string,
): Promise<LambdaFunction> {
  const { store, accountId, region, partition } = context;
  const named = readFunctionName(text, accountId, region);
  if (named === undefined) throw lambdaErrors.functionNotFound(text);
  const version = qualifier ?? named.qualifier ?? LATEST;
  const arn = functionArn(named, partition);
  // Nothing is ever published, so that there is one version of each.
  if (version !== LATEST) throw lambdaErrors.functionNotFound(`${arn}:${version}`);
  const found =
    named.region === region
      ? await store.functions.get(named.accountId, region, named.name)
      : undefined;
  if (found === undefined) throw lambdaErrors.functionNotFound(arn);
  return found;
}
