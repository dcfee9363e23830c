import type { OperationContext } from '../context.ts';

interface Asked {
  readonly TemplateURL?: string | undefined;
}

/** By the input of the call: operations find there what was fetched before they began. */
const fetched = new WeakMap<Asked, string>();

/**
 * Reads the template that an address names, as the caller. Storage takes its time: this must be
 * over before the call's transaction begins. Throws ValidationError.
 */
export async function fetchTemplate(input: Asked, context: OperationContext): Promise<void> {
  const { TemplateURL: url } = input;
  if (url === undefined) return;
  const { services, principal, region } = context;
  fetched.set(input, await services.readTemplate(url, principal, region));
}

export function fetchedTemplate(input: Asked): string {
  const text = fetched.get(input);
  if (text === undefined) throw new Error('the template was not fetched before the call');
  return text;
}
