import { type OperationTable, unimplemented } from '../define.ts';
import { createChangeSet } from './change-sets/create-change-set.ts';
import { deleteChangeSet } from './change-sets/delete-change-set.ts';
import { describeChangeSet } from './change-sets/describe-change-set.ts';
import { executeChangeSet } from './change-sets/execute-change-set.ts';
import { listChangeSets } from './change-sets/list-change-sets.ts';
import { describeStackDriftDetectionStatus } from './drift/describe-stack-drift-detection-status.ts';
import { describeStackResourceDrifts } from './drift/describe-stack-resource-drifts.ts';
import { detectStackDrift } from './drift/detect-stack-drift.ts';
import { detectStackResourceDrift } from './drift/detect-stack-resource-drift.ts';
import type { CloudFormationOperations } from './operation-types.ts';
import { activateOrganizationsAccess } from './sets/activate-organizations-access.ts';
import { createStackInstances } from './sets/create-stack-instances.ts';
import { createStackSet } from './sets/create-stack-set.ts';
import { deactivateOrganizationsAccess } from './sets/deactivate-organizations-access.ts';
import { deleteStackInstances } from './sets/delete-stack-instances.ts';
import { deleteStackSet } from './sets/delete-stack-set.ts';
import { describeOrganizationsAccess } from './sets/describe-organizations-access.ts';
import { describeStackInstance } from './sets/describe-stack-instance.ts';
import { describeStackSet } from './sets/describe-stack-set.ts';
import { describeStackSetOperation } from './sets/describe-stack-set-operation.ts';
import { detectStackSetDrift } from './sets/detect-stack-set-drift.ts';
import { importStacksToStackSet } from './sets/import-stacks-to-stack-set.ts';
import { listStackInstanceResourceDrifts } from './sets/list-stack-instance-resource-drifts.ts';
import { listStackInstances } from './sets/list-stack-instances.ts';
import { listStackSetAutoDeploymentTargets } from './sets/list-stack-set-auto-deployment-targets.ts';
import { listStackSetOperationResults } from './sets/list-stack-set-operation-results.ts';
import { listStackSetOperations } from './sets/list-stack-set-operations.ts';
import { listStackSets } from './sets/list-stack-sets.ts';
import { stopStackSetOperation } from './sets/stop-stack-set-operation.ts';
import { updateStackInstances } from './sets/update-stack-instances.ts';
import { updateStackSet } from './sets/update-stack-set.ts';
import { cancelUpdateStack } from './stacks/cancel-update-stack.ts';
import { continueUpdateRollback } from './stacks/continue-update-rollback.ts';
import { createStack } from './stacks/create-stack.ts';
import { deleteStack } from './stacks/delete-stack.ts';
import { describeStackEvents } from './stacks/describe-stack-events.ts';
import { describeStackResource } from './stacks/describe-stack-resource.ts';
import { describeStackResources } from './stacks/describe-stack-resources.ts';
import { describeStacks } from './stacks/describe-stacks.ts';
import { getStackPolicy } from './stacks/get-stack-policy.ts';
import { listExports } from './stacks/list-exports.ts';
import { listImports } from './stacks/list-imports.ts';
import { listStackResources } from './stacks/list-stack-resources.ts';
import { listStacks } from './stacks/list-stacks.ts';
import { setStackPolicy } from './stacks/set-stack-policy.ts';
import { updateStack } from './stacks/update-stack.ts';
import { updateTerminationProtection } from './stacks/update-termination-protection.ts';
import { getTemplate } from './templates/get-template.ts';
import { getTemplateSummary } from './templates/get-template-summary.ts';
import { validateTemplate } from './templates/validate-template.ts';

const REGISTRY = 'Types come with Vedette: a registry of further ones does not exist.';
const GENERATOR = 'Templates are not generated from resources.';
const REFACTORING = 'Resources are not moved between stacks.';
const HOOKS = 'There are no hooks.';
const LATER = 'This part of CloudFormation does not exist yet.';

export const cloudFormationTable: OperationTable<CloudFormationOperations> = {
  ActivateOrganizationsAccess: activateOrganizationsAccess,
  ActivateType: unimplemented('ActivateType', REGISTRY),
  BatchDescribeTypeConfigurations: unimplemented('BatchDescribeTypeConfigurations', REGISTRY),
  CancelUpdateStack: cancelUpdateStack,
  ContinueUpdateRollback: continueUpdateRollback,
  CreateChangeSet: createChangeSet,
  CreateGeneratedTemplate: unimplemented('CreateGeneratedTemplate', GENERATOR),
  CreateStack: createStack,
  CreateStackInstances: createStackInstances,
  CreateStackRefactor: unimplemented('CreateStackRefactor', REFACTORING),
  CreateStackSet: createStackSet,
  DeactivateOrganizationsAccess: deactivateOrganizationsAccess,
  DeactivateType: unimplemented('DeactivateType', REGISTRY),
  DeleteChangeSet: deleteChangeSet,
  DeleteGeneratedTemplate: unimplemented('DeleteGeneratedTemplate', GENERATOR),
  DeleteStack: deleteStack,
  DeleteStackInstances: deleteStackInstances,
  DeleteStackSet: deleteStackSet,
  DeregisterType: unimplemented('DeregisterType', REGISTRY),
  DescribeAccountLimits: unimplemented('DescribeAccountLimits', LATER),
  DescribeChangeSet: describeChangeSet,
  DescribeChangeSetHooks: unimplemented('DescribeChangeSetHooks', HOOKS),
  DescribeEvents: unimplemented('DescribeEvents', LATER),
  DescribeGeneratedTemplate: unimplemented('DescribeGeneratedTemplate', GENERATOR),
  DescribeOrganizationsAccess: describeOrganizationsAccess,
  DescribePublisher: unimplemented('DescribePublisher', REGISTRY),
  DescribeResourceScan: unimplemented('DescribeResourceScan', GENERATOR),
  DescribeStackDriftDetectionStatus: describeStackDriftDetectionStatus,
  DescribeStackEvents: describeStackEvents,
  DescribeStackInstance: describeStackInstance,
  DescribeStackRefactor: unimplemented('DescribeStackRefactor', REFACTORING),
  DescribeStackResource: describeStackResource,
  DescribeStackResourceDrifts: describeStackResourceDrifts,
  DescribeStackResources: describeStackResources,
  DescribeStackSet: describeStackSet,
  DescribeStackSetOperation: describeStackSetOperation,
  DescribeStacks: describeStacks,
  DescribeType: unimplemented('DescribeType', REGISTRY),
  DescribeTypeRegistration: unimplemented('DescribeTypeRegistration', REGISTRY),
  DetectStackDrift: detectStackDrift,
  DetectStackResourceDrift: detectStackResourceDrift,
  DetectStackSetDrift: detectStackSetDrift,
  EstimateTemplateCost: unimplemented('EstimateTemplateCost', LATER),
  ExecuteChangeSet: executeChangeSet,
  ExecuteStackRefactor: unimplemented('ExecuteStackRefactor', REFACTORING),
  GetGeneratedTemplate: unimplemented('GetGeneratedTemplate', GENERATOR),
  GetHookResult: unimplemented('GetHookResult', HOOKS),
  GetStackPolicy: getStackPolicy,
  GetTemplate: getTemplate,
  GetTemplateSummary: getTemplateSummary,
  ImportStacksToStackSet: importStacksToStackSet,
  ListChangeSets: listChangeSets,
  ListExports: listExports,
  ListGeneratedTemplates: unimplemented('ListGeneratedTemplates', GENERATOR),
  ListHookResults: unimplemented('ListHookResults', HOOKS),
  ListImports: listImports,
  ListResourceScanRelatedResources: unimplemented('ListResourceScanRelatedResources', GENERATOR),
  ListResourceScanResources: unimplemented('ListResourceScanResources', GENERATOR),
  ListResourceScans: unimplemented('ListResourceScans', GENERATOR),
  ListStackInstanceResourceDrifts: listStackInstanceResourceDrifts,
  ListStackInstances: listStackInstances,
  ListStackRefactorActions: unimplemented('ListStackRefactorActions', REFACTORING),
  ListStackRefactors: unimplemented('ListStackRefactors', REFACTORING),
  ListStackResources: listStackResources,
  ListStackSetAutoDeploymentTargets: listStackSetAutoDeploymentTargets,
  ListStackSetOperationResults: listStackSetOperationResults,
  ListStackSetOperations: listStackSetOperations,
  ListStackSets: listStackSets,
  ListStacks: listStacks,
  ListTypeRegistrations: unimplemented('ListTypeRegistrations', REGISTRY),
  ListTypeVersions: unimplemented('ListTypeVersions', REGISTRY),
  ListTypes: unimplemented('ListTypes', REGISTRY),
  PublishType: unimplemented('PublishType', REGISTRY),
  RecordHandlerProgress: unimplemented('RecordHandlerProgress', REGISTRY),
  RegisterPublisher: unimplemented('RegisterPublisher', REGISTRY),
  RegisterType: unimplemented('RegisterType', REGISTRY),
  RemoveAlias: unimplemented('RemoveAlias', REGISTRY),
  RollbackStack: unimplemented('RollbackStack', LATER),
  SetAlias: unimplemented('SetAlias', REGISTRY),
  SetStackPolicy: setStackPolicy,
  SetTypeConfiguration: unimplemented('SetTypeConfiguration', REGISTRY),
  SetTypeDefaultVersion: unimplemented('SetTypeDefaultVersion', REGISTRY),
  SignalResource: unimplemented('SignalResource', LATER),
  StartResourceScan: unimplemented('StartResourceScan', GENERATOR),
  StopStackSetOperation: stopStackSetOperation,
  TestType: unimplemented('TestType', REGISTRY),
  UpdateGeneratedTemplate: unimplemented('UpdateGeneratedTemplate', GENERATOR),
  UpdateStack: updateStack,
  UpdateStackInstances: updateStackInstances,
  UpdateStackSet: updateStackSet,
  UpdateTerminationProtection: updateTerminationProtection,
  ValidateTemplate: validateTemplate,
};
