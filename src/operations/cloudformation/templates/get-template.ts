import { ownChangeSet } from '../change-sets/own-change-set.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { ownStack } from '../own-stack.ts';

export const getTemplate = query('GetTemplate', async (input, context) => {
  const { StackName: name, ChangeSetName: changeSet } = input;
  if (changeSet !== undefined) {
    const { template } = await ownChangeSet(changeSet, name, context);
    return { TemplateBody: template, StagesAvailable: ['Original', 'Processed'] };
  }
  if (name === undefined) throw cloudFormationErrors.validation('StackName must be specified.');
  const { template } = await ownStack(name, context);
  return { TemplateBody: template, StagesAvailable: ['Original', 'Processed'] };
});
