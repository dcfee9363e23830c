import type {
  CreateFunctionCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { roleForService } from '../../authorise/service-role.ts';
import { functionArn, type LambdaFunction } from '../../domain/lambda-function.ts';
import {
  FUNCTION_MEGABYTES_MAX,
  FUNCTION_SECONDS_MAX,
  FUNCTION_VARIABLES_BYTES_MAX,
} from '../../limits.ts';
import type { OperationContext } from '../context.ts';
import { lambdaErrors } from './errors.ts';

type Input = Omit<CreateFunctionCommandInput, 'Code' | 'Role' | 'FunctionName'> &
  Pick<UpdateFunctionConfigurationCommandInput, 'FunctionName' | 'Role'>;

type Settings = Partial<
  Pick<
    LambdaFunction,
    | 'runtime'
    | 'handler'
    | 'roleArn'
    | 'description'
    | 'timeoutSeconds'
    | 'memoryMegabytes'
    | 'sealedEnvironment'
  >
>;

/** Names that Lambda sets itself. */
const RESERVED_VARIABLES =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(?!LAMBDA_EXEC_WRAPPER)[A-Z_0-9]*|LAMBDA_.*)$/;

/** What a function may be told of itself, checked; members that were not given are left out. */
export async function givenSettings(
  input: Input,
  owner: Pick<LambdaFunction, 'accountId' | 'region' | 'name'>,
  context: OperationContext,
): Promise<Settings> {
  refuseOthers(input);
  const { Timeout, MemorySize, Environment, Description, Handler, Role, Runtime } = input;
  if (Timeout !== undefined && Timeout > FUNCTION_SECONDS_MAX) {
    throw lambdaErrors.validation(atMost('timeout', Timeout, FUNCTION_SECONDS_MAX));
  }
  if (MemorySize !== undefined && MemorySize > FUNCTION_MEGABYTES_MAX) {
    throw lambdaErrors.validation(atMost('memorySize', MemorySize, FUNCTION_MEGABYTES_MAX));
  }
  if (Role !== undefined) await checkRole(Role, owner, context);
  if (Runtime !== undefined) await checkRuntime(Runtime, owner, context);
  const { Variables: variables } = Environment ?? {};
  return {
    ...(Runtime !== undefined && { runtime: Runtime }),
    ...(Handler !== undefined && { handler: Handler }),
    ...(Role !== undefined && { roleArn: Role }),
    ...(Description !== undefined && { description: Description }),
    ...(Timeout !== undefined && { timeoutSeconds: Timeout }),
    ...(MemorySize !== undefined && { memoryMegabytes: MemorySize }),
    ...(Environment !== undefined && { sealedEnvironment: sealed(variables, context) }),
  };
}

function atMost(member: string, value: number, most: number): string {
  return (
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy ` +
    `constraint: Member must have value less than or equal to ${most}`
  );
}

/** To take one of them and not heed it would be a lie; what says the default is no wish. */
function refuseOthers(input: Input): void {
  const asked: Readonly<Record<string, boolean>> = {
    VpcConfig: (input.VpcConfig?.SubnetIds?.length ?? 0) > 0,
    DeadLetterConfig: Boolean(input.DeadLetterConfig?.TargetArn),
    KMSKeyArn: Boolean(input.KMSKeyArn),
    'TracingConfig Active': input.TracingConfig?.Mode === 'Active',
    Layers: (input.Layers?.length ?? 0) > 0,
    FileSystemConfigs: (input.FileSystemConfigs?.length ?? 0) > 0,
    ImageConfig: input.ImageConfig !== undefined,
    'EphemeralStorage of more than 512 MB': (input.EphemeralStorage?.Size ?? 512) > 512,
    SnapStart: (input.SnapStart?.ApplyOn ?? 'None') !== 'None',
    'LoggingConfig in JSON': input.LoggingConfig?.LogFormat === 'JSON',
    CapacityProviderConfig: input.CapacityProviderConfig !== undefined,
    DurableConfig: input.DurableConfig !== undefined,
    CodeSigningConfigArn: Boolean(input.CodeSigningConfigArn),
    'PackageType Image': input.PackageType === 'Image',
    Publish: input.Publish === true,
    PublishTo: input.PublishTo !== undefined,
    TenancyConfig: input.TenancyConfig !== undefined,
  };
  const first = Object.entries(asked).find(([, is]) => is);
  if (first !== undefined) throw lambdaErrors.unsupported(first[0]);
}

async function checkRole(
  roleArn: string,
  owner: Pick<LambdaFunction, 'accountId' | 'region' | 'name'>,
  { store, partition, clock }: OperationContext,
): Promise<void> {
  const { accountId, region } = owner;
  const role = await roleForService(
    {
      service: 'lambda.amazonaws.com',
      sourceArn: functionArn(owner, partition),
      now: clock.now(),
      ...{ roleArn, accountId, region, partition },
    },
    store,
  );
  if (role === undefined) throw lambdaErrors.roleNotAssumable();
}

async function checkRuntime(
  runtime: string,
  owner: Pick<LambdaFunction, 'accountId' | 'region' | 'name'>,
  { services, partition }: OperationContext,
): Promise<void> {
  const { functions } = services;
  if (functions === undefined) throw lambdaErrors.functionsAreOff();
  const refusal = await functions.refusal(runtime);
  if (refusal !== undefined) throw lambdaErrors.cannotRun(refusal);
  const caveat = functions.caveat(runtime);
  if (caveat !== undefined) services.warn(caveat, { function: functionArn(owner, partition) });
}

function sealed(
  variables: Readonly<Record<string, string>> | undefined,
  { services }: OperationContext,
): string | undefined {
  const names = Object.keys(variables ?? {});
  if (names.length === 0) return undefined;
  const reserved = names.filter((name) => RESERVED_VARIABLES.test(name));
  if (reserved.length > 0) {
    throw lambdaErrors.invalidParameter(
      'Lambda was unable to configure your environment variables because the environment ' +
        'variables you have provided contains reserved keys that are currently not supported ' +
        `for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > FUNCTION_VARIABLES_BYTES_MAX) {
    throw lambdaErrors.invalidParameter(
      'Lambda was unable to configure your environment variables because the environment ' +
        'variables you have provided exceeded the 4KB limit.',
    );
  }
  return services.sealSecret(text);
}
