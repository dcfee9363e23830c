import type * as sdk from '@aws-sdk/client-cloudformation';
import type { StackContent } from '../../domain/stack.ts';
import type { Tags } from '../../domain/tags.ts';
import { providerOf } from '../../stacks/providers/index.ts';
import {
  isAcknowledged,
  isExpanded,
  requiredCapability,
} from '../../stacks/required-capabilities.ts';
import { loadTemplate } from '../../stacks/template/load-template.ts';
import { resolveParameters } from '../../stacks/template/resolve-parameters.ts';
import { cloudFormationErrors } from './errors.ts';

/** Members that say what a stack, a change or a set of stacks is to be made of. */
export interface ContentInput {
  readonly TemplateBody?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
  readonly Parameters?: readonly sdk.Parameter[] | undefined;
  readonly Tags?: readonly sdk.Tag[] | undefined;
  readonly Capabilities?: readonly string[] | undefined;
  readonly NotificationARNs?: readonly string[] | undefined;
}

/** The text of the template that is meant. */
export function givenTemplate(
  { TemplateBody, UsePreviousTemplate }: ContentInput,
  previous?: string,
): string {
  if (TemplateBody !== undefined) return TemplateBody;
  if (UsePreviousTemplate && previous) return previous;
  throw cloudFormationErrors.validation('Either Template URL or Template Body must be specified.');
}

/** The whole content, checked as far as that needs nothing that exists. */
export function givenContent(input: ContentInput, previous?: StackContent): StackContent {
  const template = givenTemplate(input, previous?.template);
  const given = (input.Parameters ?? []).map((one) => ({
    key: one.ParameterKey ?? '',
    value: one.ParameterValue,
    usePrevious: one.UsePreviousValue,
  }));
  const texts = Object.fromEntries(
    given.map(({ key, value, usePrevious }) => [
      key,
      (usePrevious ? previous?.parameters[key] : value) ?? '',
    ]),
  );
  const loaded = loadTemplate(template, providerOf, texts);
  const parameters = resolveParameters(loaded, given, previous?.parameters);
  const capabilities = input.Capabilities ?? [];
  const required = requiredCapability(loaded, providerOf);
  if (required !== undefined && !isAcknowledged(required, capabilities)) {
    throw cloudFormationErrors.insufficient(required.capability);
  }
  if (isExpanded(loaded) && !capabilities.includes('CAPABILITY_AUTO_EXPAND')) {
    throw cloudFormationErrors.insufficient('CAPABILITY_AUTO_EXPAND');
  }
  return {
    ...{ template, parameters, capabilities },
    tags: input.Tags === undefined ? (previous?.tags ?? {}) : givenTags(input.Tags),
    notificationArns: input.NotificationARNs ?? previous?.notificationArns ?? [],
  };
}

export function givenTags(tags: readonly sdk.Tag[]): Tags {
  const entries = tags.map(({ Key = '', Value = '' }) => [Key, Value] as const);
  const reserved = entries.find(([key]) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) {
    throw cloudFormationErrors.validation(
      `aws: prefixed tag key names are not allowed: ${reserved[0]}`,
    );
  }
  return Object.fromEntries(entries);
}

/**
 * Of a deployment's configuration. Its modes are one here: EXPRESS does not wait until what was
 * made is ready, and what is made here is.
 */
export const DEPLOYMENT_UNSUPPORTED = ['DisableRollback'];

/** Members that AWS heeds and Vedette does not are refused rather than passed over. */
export function refuseMembers(input: object, names: readonly string[]): void {
  for (const name of names) {
    const value = (input as Readonly<Record<string, unknown>>)[name];
    const isNothing =
      value === undefined || value === false || (Array.isArray(value) && value.length === 0);
    if (!isNothing) throw cloudFormationErrors.unsupported(name);
  }
}
