import type * as sdk from '@aws-sdk/client-cloudformation';
import { providerOf } from '../../../stacks/providers/index.ts';
import { requiredCapability } from '../../../stacks/required-capabilities.ts';
import { loadTemplate } from '../../../stacks/template/load-template.ts';

/** What a template asks for and holds. Throws ValidationError. */
export function summaryOf(text: string) {
  const template = loadTemplate(text, providerOf);
  const required = requiredCapability(template, providerOf);
  return {
    template,
    Description: template.description,
    Capabilities: (required ? [required.capability] : []) as sdk.Capability[],
    CapabilitiesReason: required?.reason,
    DeclaredTransforms: [...template.transforms],
  };
}
