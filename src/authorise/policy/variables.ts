import type { RequestKeys } from './request-keys.ts';
import { LITERAL_ANY, LITERAL_STAR } from './wildcard.ts';

/** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, `${*}`. */
const VARIABLE = /\$\{([^{}]*)\}/g;
const WITH_DEFAULT = /^\s*([^,]+?)\s*,\s*'([^']*)'\s*$/;
const LITERALS: Readonly<Record<string, string>> = { '*': LITERAL_STAR, '?': LITERAL_ANY, $: '$' };

/**
 * The pattern with its variables filled in; what comes out of one means itself, whatever
 * characters it has. Undefined where the request lacks a key that has no default, or has several
 * values for it: such a pattern stands for nothing.
 */
export function expandVariables(pattern: string, keys: RequestKeys): string | undefined {
  if (!pattern.includes('${')) return pattern;
  let lacking = false;
  const expanded = pattern.replace(VARIABLE, (_whole, inside: string) => {
    const value = LITERALS[inside] ?? literal(filledBy(inside, keys));
    lacking ||= value === undefined;
    return value ?? '';
  });
  return lacking ? undefined : expanded;
}

/** What `expandVariables` made, as plain text: for operators that know no wildcards. */
export function plainText(expanded: string): string {
  return expanded.replaceAll(LITERAL_STAR, '*').replaceAll(LITERAL_ANY, '?');
}

function filledBy(inside: string, keys: RequestKeys): string | undefined {
  const [, name = inside, fallback] = WITH_DEFAULT.exec(inside) ?? [];
  const value = keys.get(name.trim().toLowerCase());
  if (value === undefined) return fallback;
  return typeof value === 'string' ? value : undefined;
}

function literal(value: string | undefined): string | undefined {
  return value?.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_ANY);
}
