import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { functionArn, LATEST, type LambdaFunction } from '../../domain/lambda-function.ts';
import { isoMillis } from '../../lib/clock.ts';
import type { OperationContext } from '../context.ts';

/** A function as all answers about one show it. It can be called at once: nothing is pending. */
export function configurationShape(
  lambda: LambdaFunction,
  { partition, services }: Pick<OperationContext, 'partition' | 'services'>,
): FunctionConfiguration {
  const arn = functionArn(lambda, partition);
  const variables = variablesOf(lambda, services);
  return {
    FunctionName: lambda.name,
    FunctionArn: arn,
    Runtime: lambda.runtime as NonNullable<FunctionConfiguration['Runtime']>,
    Role: lambda.roleArn,
    Handler: lambda.handler,
    CodeSize: lambda.codeBytes,
    Description: lambda.description,
    Timeout: lambda.timeoutSeconds,
    MemorySize: lambda.memoryMegabytes,
    LastModified: isoMillis(lambda.modifiedAt).replace('Z', '+0000'),
    CodeSha256: lambda.codeSha256,
    Version: LATEST,
    ...(variables !== undefined && { Environment: { Variables: { ...variables } } }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: lambda.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [lambda.architecture as 'x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  };
}

/** Its environment, opened; undefined where it has none. */
export function variablesOf(
  { sealedEnvironment }: Pick<LambdaFunction, 'sealedEnvironment'>,
  services: Pick<OperationContext['services'], 'openSecret'>,
): Readonly<Record<string, string>> | undefined {
  if (sealedEnvironment === undefined) return undefined;
  return JSON.parse(services.openSecret(sealedEnvironment)) as Record<string, string>;
}
