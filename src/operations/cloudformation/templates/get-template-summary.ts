import { providerOf } from '../../../stacks/providers/index.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';
import { givenTemplate } from '../given-content.ts';
import { query } from '../operation.ts';
import type { CloudFormationOperations } from '../operation-types.ts';
import { ownStack } from '../own-stack.ts';
import { ownSet } from '../sets/own-set.ts';
import { withTemplate } from '../with-template.ts';
import { summaryOf } from './summary.ts';

export const getTemplateSummary = query('GetTemplateSummary', async (input, context) => {
  const { template, ...summary } = summaryOf(await meant(input, context));
  const { resources } = template;
  const Parameters = Object.entries(template.parameters).map(([ParameterKey, declared]) => ({
    ParameterKey,
    DefaultValue: declared.default,
    ParameterType: declared.type,
    NoEcho: declared.noEcho,
    Description: declared.description,
    ParameterConstraints: { AllowedValues: declared.allowedValues && [...declared.allowedValues] },
  }));
  const ResourceIdentifierSummaries = Object.entries(resources).flatMap(([logicalId, { type }]) => {
    const identifier = providerOf(type)?.identifier;
    if (identifier === undefined) return [];
    const about = { ResourceType: type, LogicalResourceIds: [logicalId] };
    return [{ ...about, ResourceIdentifiers: [identifier] }];
  });
  return {
    ...{ ...summary, Parameters, ResourceIdentifierSummaries, Version: '2010-09-09' },
    ResourceTypes: [...new Set(Object.values(resources).map(({ type }) => type))],
    Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
  };
});

type Input = CloudFormationOperations['GetTemplateSummary']['input'];

async function meant(input: Input, context: OperationContext): Promise<string> {
  const { StackName: stack, StackSetName: set, TemplateBody, TemplateURL } = input;
  const named = [stack, set, TemplateBody, TemplateURL].filter((one) => one !== undefined);
  if (named.length !== 1) {
    throw cloudFormationErrors.validation(
      'Exactly one of StackName, StackSetName, TemplateBody and TemplateURL must be specified.',
    );
  }
  if (stack !== undefined) return (await ownStack(stack, context)).template;
  if (set !== undefined) return (await ownSet(set, input.CallAs, context)).template;
  return givenTemplate(await withTemplate(input, context));
}
