import { type OperationTable, unimplemented } from '../define.ts';
import { createFunction } from './functions/create-function.ts';
import { deleteFunction } from './functions/delete-function.ts';
import { getFunction } from './functions/get-function.ts';
import { getFunctionConfiguration } from './functions/get-function-configuration.ts';
import { invoke } from './functions/invoke.ts';
import { listFunctions } from './functions/list-functions.ts';
import { updateFunctionCode } from './functions/update-function-code.ts';
import { updateFunctionConfiguration } from './functions/update-function-configuration.ts';
import type { LambdaOperations } from './operation-types.ts';
import { addPermission } from './permissions/add-permission.ts';
import { getPolicy } from './permissions/get-policy.ts';
import { removePermission } from './permissions/remove-permission.ts';
import { listTags } from './tags/list-tags.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';

const VERSIONS = 'Functions have no versions and no aliases.';
const LAYERS = 'Functions have no layers.';
const SOURCES = 'Functions are called by nobody but callers of Invoke.';
const URLS = 'Functions have no URLs.';
const SIGNING = 'Code is not signed.';
const DURABLE = 'There are no durable executions.';
const CAPACITY = "Functions run on the server's own machine.";
const CONCURRENCY = "How many functions run at once is the operator's limit.";
const OTHERS = 'It is no part of running a function here.';

/** Functions with their code in the call, their tags and policies; what is not served says why. */
export const lambdaTable: OperationTable<LambdaOperations> = {
  AddLayerVersionPermission: unimplemented('AddLayerVersionPermission', LAYERS),
  AddPermission: addPermission,
  CheckpointDurableExecution: unimplemented('CheckpointDurableExecution', DURABLE),
  CreateAlias: unimplemented('CreateAlias', VERSIONS),
  CreateCapacityProvider: unimplemented('CreateCapacityProvider', CAPACITY),
  CreateCodeSigningConfig: unimplemented('CreateCodeSigningConfig', SIGNING),
  CreateEventSourceMapping: unimplemented('CreateEventSourceMapping', SOURCES),
  CreateFunction: createFunction,
  CreateFunctionUrlConfig: unimplemented('CreateFunctionUrlConfig', URLS),
  DeleteAlias: unimplemented('DeleteAlias', VERSIONS),
  DeleteCapacityProvider: unimplemented('DeleteCapacityProvider', CAPACITY),
  DeleteCodeSigningConfig: unimplemented('DeleteCodeSigningConfig', SIGNING),
  DeleteEventSourceMapping: unimplemented('DeleteEventSourceMapping', SOURCES),
  DeleteFunction: deleteFunction,
  DeleteFunctionCodeSigningConfig: unimplemented('DeleteFunctionCodeSigningConfig', SIGNING),
  DeleteFunctionConcurrency: unimplemented('DeleteFunctionConcurrency', CONCURRENCY),
  DeleteFunctionEventInvokeConfig: unimplemented('DeleteFunctionEventInvokeConfig', OTHERS),
  DeleteFunctionUrlConfig: unimplemented('DeleteFunctionUrlConfig', URLS),
  DeleteLayerVersion: unimplemented('DeleteLayerVersion', LAYERS),
  DeleteProvisionedConcurrencyConfig: unimplemented(
    'DeleteProvisionedConcurrencyConfig',
    CONCURRENCY,
  ),
  DeleteResourcePolicy: unimplemented('DeleteResourcePolicy', OTHERS),
  GetAccountSettings: unimplemented('GetAccountSettings', OTHERS),
  GetAlias: unimplemented('GetAlias', VERSIONS),
  GetCapacityProvider: unimplemented('GetCapacityProvider', CAPACITY),
  GetCodeSigningConfig: unimplemented('GetCodeSigningConfig', SIGNING),
  GetDurableExecution: unimplemented('GetDurableExecution', DURABLE),
  GetDurableExecutionHistory: unimplemented('GetDurableExecutionHistory', DURABLE),
  GetDurableExecutionState: unimplemented('GetDurableExecutionState', DURABLE),
  GetEventSourceMapping: unimplemented('GetEventSourceMapping', SOURCES),
  GetFunction: getFunction,
  GetFunctionCodeSigningConfig: unimplemented('GetFunctionCodeSigningConfig', SIGNING),
  GetFunctionConcurrency: unimplemented('GetFunctionConcurrency', CONCURRENCY),
  GetFunctionConfiguration: getFunctionConfiguration,
  GetFunctionEventInvokeConfig: unimplemented('GetFunctionEventInvokeConfig', OTHERS),
  GetFunctionRecursionConfig: unimplemented('GetFunctionRecursionConfig', OTHERS),
  GetFunctionScalingConfig: unimplemented('GetFunctionScalingConfig', CONCURRENCY),
  GetFunctionUrlConfig: unimplemented('GetFunctionUrlConfig', URLS),
  GetLayerVersion: unimplemented('GetLayerVersion', LAYERS),
  GetLayerVersionPolicy: unimplemented('GetLayerVersionPolicy', LAYERS),
  GetPolicy: getPolicy,
  GetProvisionedConcurrencyConfig: unimplemented('GetProvisionedConcurrencyConfig', CONCURRENCY),
  GetResourcePolicy: unimplemented('GetResourcePolicy', OTHERS),
  GetRuntimeManagementConfig: unimplemented('GetRuntimeManagementConfig', OTHERS),
  Invoke: invoke,
  ListAliases: unimplemented('ListAliases', VERSIONS),
  ListCapacityProviders: unimplemented('ListCapacityProviders', CAPACITY),
  ListCodeSigningConfigs: unimplemented('ListCodeSigningConfigs', SIGNING),
  ListDurableExecutionsByFunction: unimplemented('ListDurableExecutionsByFunction', DURABLE),
  ListEventSourceMappings: unimplemented('ListEventSourceMappings', SOURCES),
  ListFunctionEventInvokeConfigs: unimplemented('ListFunctionEventInvokeConfigs', OTHERS),
  ListFunctionUrlConfigs: unimplemented('ListFunctionUrlConfigs', URLS),
  ListFunctionVersionsByCapacityProvider: unimplemented(
    'ListFunctionVersionsByCapacityProvider',
    CAPACITY,
  ),
  ListFunctions: listFunctions,
  ListFunctionsByCodeSigningConfig: unimplemented('ListFunctionsByCodeSigningConfig', SIGNING),
  ListLayerVersions: unimplemented('ListLayerVersions', LAYERS),
  ListLayers: unimplemented('ListLayers', LAYERS),
  ListTags: listTags,
  ListVersionsByFunction: unimplemented('ListVersionsByFunction', VERSIONS),
  PublishLayerVersion: unimplemented('PublishLayerVersion', LAYERS),
  PublishVersion: unimplemented('PublishVersion', VERSIONS),
  PutFunctionCodeSigningConfig: unimplemented('PutFunctionCodeSigningConfig', SIGNING),
  PutFunctionConcurrency: unimplemented('PutFunctionConcurrency', CONCURRENCY),
  PutFunctionEventInvokeConfig: unimplemented('PutFunctionEventInvokeConfig', OTHERS),
  PutFunctionRecursionConfig: unimplemented('PutFunctionRecursionConfig', OTHERS),
  PutFunctionScalingConfig: unimplemented('PutFunctionScalingConfig', CONCURRENCY),
  PutProvisionedConcurrencyConfig: unimplemented('PutProvisionedConcurrencyConfig', CONCURRENCY),
  PutResourcePolicy: unimplemented('PutResourcePolicy', OTHERS),
  PutRuntimeManagementConfig: unimplemented('PutRuntimeManagementConfig', OTHERS),
  RemoveLayerVersionPermission: unimplemented('RemoveLayerVersionPermission', LAYERS),
  RemovePermission: removePermission,
  SendDurableExecutionCallbackFailure: unimplemented(
    'SendDurableExecutionCallbackFailure',
    DURABLE,
  ),
  SendDurableExecutionCallbackHeartbeat: unimplemented(
    'SendDurableExecutionCallbackHeartbeat',
    DURABLE,
  ),
  SendDurableExecutionCallbackSuccess: unimplemented(
    'SendDurableExecutionCallbackSuccess',
    DURABLE,
  ),
  StopDurableExecution: unimplemented('StopDurableExecution', DURABLE),
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateAlias: unimplemented('UpdateAlias', VERSIONS),
  UpdateCapacityProvider: unimplemented('UpdateCapacityProvider', CAPACITY),
  UpdateCodeSigningConfig: unimplemented('UpdateCodeSigningConfig', SIGNING),
  UpdateEventSourceMapping: unimplemented('UpdateEventSourceMapping', SOURCES),
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
  UpdateFunctionEventInvokeConfig: unimplemented('UpdateFunctionEventInvokeConfig', OTHERS),
  UpdateFunctionUrlConfig: unimplemented('UpdateFunctionUrlConfig', URLS),
};
