import type { Provider } from './providers/provider.ts';
import { LANGUAGE_EXTENSIONS } from './template/load-template.ts';
import type { Template } from './template/template.ts';

type ProviderOf = (type: string) => Provider | undefined;

export interface Required {
  readonly capability: string;
  readonly reason: string;
}

/** What somebody has to acknowledge before the template is taken; undefined for nothing. */
export function requiredCapability(
  template: Template,
  providerOf: ProviderOf,
): Required | undefined {
  const found = Object.values(template.resources).map(({ type, properties }) => ({
    type,
    kind: providerOf(type)?.capability?.(properties),
  }));
  for (const [kind, capability] of [
    ['named-iam', 'CAPABILITY_NAMED_IAM'],
    ['iam', 'CAPABILITY_IAM'],
  ] as const) {
    const types = new Set(found.filter((one) => one.kind === kind).map(({ type }) => type));
    if (types.size === 0) continue;
    const reason = `The following resource(s) require capabilities: [${[...types].join(', ')}]`;
    return { capability, reason };
  }
  return undefined;
}

/** Is it acknowledged? A named capability stands for the other one too. */
export function isAcknowledged({ capability }: Required, given: readonly string[]): boolean {
  return given.includes(capability) || given.includes('CAPABILITY_NAMED_IAM');
}

/** Loops and further functions are written out by a transform, which wants a word of its own. */
export function isExpanded({ transforms }: Template): boolean {
  return transforms.includes(LANGUAGE_EXTENSIONS);
}
