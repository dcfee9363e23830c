import { LATEST, type LambdaFunction, readFunctionName } from '../../../domain/lambda-function.ts';
import { uuid } from '../../../lib/ids.ts';
import {
  FUNCTION_MEGABYTES_DEFAULT,
  FUNCTION_SECONDS_DEFAULT,
  FUNCTIONS_PER_CELL_MAX,
} from '../../../limits.ts';
import { configurationShape } from '../configuration-shape.ts';
import { lambdaErrors } from '../errors.ts';
import { givenCode } from '../given-code.ts';
import { givenSettings } from '../given-settings.ts';
import { operation } from '../operation.ts';
import { givenTags } from '../tags/given-tags.ts';

/** Code in the call itself, of a runtime that this machine has, under a role that trusts Lambda. */
export const createFunction = operation('CreateFunction', async (input, context) => {
  const { accountId, region, clock, store, services } = context;
  if (services.functions === undefined) throw lambdaErrors.functionsAreOff();
  const named = readFunctionName(input.FunctionName, accountId, region);
  const isOwn = named?.accountId === accountId && named.region === region;
  if (named === undefined || !isOwn || (named.qualifier ?? LATEST) !== LATEST) {
    throw lambdaErrors.invalidParameter('A function is made in the own account and Region.');
  }
  const { Runtime: runtime, Handler: handler } = input;
  if (runtime === undefined || handler === undefined) {
    throw lambdaErrors.invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment ' +
        'packages.',
    );
  }
  const { name } = named;
  if (await store.functions.get(accountId, region, name)) throw lambdaErrors.functionExists(name);
  const others = await store.functions.list(accountId, region, FUNCTIONS_PER_CELL_MAX);
  if (others.length >= FUNCTIONS_PER_CELL_MAX) {
    throw lambdaErrors.tooManyFunctions(FUNCTIONS_PER_CELL_MAX);
  }
  const { archive, ...code } = givenCode(input.Code);
  const settings = await givenSettings(input, { accountId, region, name }, context);
  const lambda: LambdaFunction = {
    accountId,
    region,
    name,
    runtime,
    handler,
    roleArn: input.Role,
    description: '',
    timeoutSeconds: FUNCTION_SECONDS_DEFAULT,
    memoryMegabytes: FUNCTION_MEGABYTES_DEFAULT,
    architecture: input.Architectures?.[0] ?? 'x86_64',
    ...settings,
    ...code,
    modifiedAt: clock.now(),
    revisionId: uuid(),
    tags: givenTags({}, input.Tags),
    permissions: [],
  };
  await store.functions.put(lambda, archive);
  return configurationShape(lambda, context);
});
