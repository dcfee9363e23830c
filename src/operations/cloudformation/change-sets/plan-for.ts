import type { Stack, StackContent } from '../../../domain/stack.ts';
import { exportsOf } from '../../../stacks/engine/exports.ts';
import { type Plan, planChanges } from '../../../stacks/plan-changes.ts';
import { providerOf } from '../../../stacks/providers/index.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';
import type { CloudFormationOperations } from '../operation-types.ts';
import { stackParts } from '../stack-parts.ts';

type Input = CloudFormationOperations['CreateChangeSet']['input'];

/** Things that are there already, by the logical ids that they get. */
export function importedBy({ ResourcesToImport: given, ChangeSetType: type }: Input) {
  const { validation } = cloudFormationErrors;
  if ((type === 'IMPORT') !== (given ?? []).length > 0) {
    throw validation('ResourcesToImport and a ChangeSetType of IMPORT belong together.');
  }
  const entries = (given ?? []).map((one) => {
    const { LogicalResourceId: logicalId = '', ResourceType = '', ResourceIdentifier = {} } = one;
    const identifier = providerOf(ResourceType)?.identifier;
    const id = identifier === undefined ? undefined : ResourceIdentifier[identifier];
    if (id === undefined) {
      throw validation(
        `Resource ${logicalId} of type ${ResourceType} cannot be imported by this identifier`,
      );
    }
    // What is found again by two ids has both of them in its physical id.
    const { DetectorId } = ResourceIdentifier;
    const isPair = ResourceType === 'AWS::GuardDuty::PublishingDestination' && DetectorId;
    return [logicalId, isPair ? `${DetectorId}|${id}` : id] as const;
  });
  return Object.fromEntries(entries);
}

/** What would happen; of an import nothing but that. */
export async function planFor(
  content: StackContent,
  stack: Stack,
  imported: Readonly<Record<string, string>>,
  { store }: OperationContext,
): Promise<Plan> {
  const rows = await store.stacks.list('resource', { owner: stack.stackId });
  const exports = await exportsOf(stack, store);
  const plan = planChanges(content, { stack, rows, exports, imported, parts: stackParts });
  const isImport = Object.keys(imported).length > 0;
  const others = plan.changes.filter(({ action }) => action !== 'Import');
  if (isImport && others.length > 0) {
    const names = others.map(({ logicalId }) => logicalId).join(', ');
    throw cloudFormationErrors.validation(
      `As part of the import operation, you cannot modify or add [${names}]`,
    );
  }
  return plan;
}
