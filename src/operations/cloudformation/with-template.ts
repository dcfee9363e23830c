import { TEMPLATE_BYTES_MAX } from '../../limits.ts';
import type { OperationContext } from '../context.ts';
import { cloudFormationErrors } from './errors.ts';

interface Asked {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
}

/**
 * The input with the template itself where it has an address, read as the caller. Storage takes its
 * time: this must be over before the call's transaction begins. Throws ValidationError.
 */
export async function withTemplate<Input extends Asked>(
  input: Input,
  { services, principal, region }: OperationContext,
): Promise<Input> {
  const { TemplateBody: body, TemplateURL: url } = input;
  const { validation } = cloudFormationErrors;
  if (body !== undefined && url !== undefined) {
    throw validation('Specify either TemplateBody or TemplateURL, not both.');
  }
  if (body !== undefined && Buffer.byteLength(body) > TEMPLATE_BYTES_MAX) {
    throw validation(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member ` +
        `must have length less than or equal to ${TEMPLATE_BYTES_MAX}`,
    );
  }
  if (url === undefined) return input;
  const TemplateBody = await services.readTemplate(url, principal, region);
  return { ...input, TemplateBody, TemplateURL: undefined };
}
