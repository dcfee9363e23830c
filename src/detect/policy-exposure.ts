import { conditionExposure, conditionTests, escapeExposure } from './condition-exposure.ts';
import { combine, type Exposure, NOT_EXPOSED, narrowest } from './exposure.ts';
import { at, oneOrMany, plainText, text } from './read-field.ts';

/**
 * Whom a bucket policy lets in, by reasoning over its statements: an Allow for everyone counts as
 * far as its conditions reach, and as far as a Denial that covers it leaves it. `document` is the
 * policy as an object or as JSON text; anything else exposes nothing.
 */
export function policyExposure(document: unknown): Exposure {
  const statements = oneOrMany(at(parsed(document), 'Statement'));
  const denials = statements.filter((one) => effectOf(one) === 'deny' && isForEveryone(one));
  const allowed = statements.map((statement, index) => {
    if (effectOf(statement) !== 'allow' || !isForEveryone(statement)) return NOT_EXPOSED;
    const covering = denials.filter((denial) => covers(denial, statement));
    return exposureOf(statement, covering, index);
  });
  return combine(allowed);
}

function parsed(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(document);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function effectOf(statement: unknown): string {
  return text(statement, 'Effect').toLowerCase();
}

/** `Principal: "*"` and `{"AWS": "*"}` mean the same; NotPrincipal means everyone else. */
function isForEveryone(statement: unknown): boolean {
  if (at(statement, 'NotPrincipal') !== undefined) return effectOf(statement) === 'allow';
  const principal = at(statement, 'Principal');
  return [principal, at(principal, 'AWS')].flatMap(oneOrMany).includes('*');
}

function exposureOf(statement: unknown, denials: readonly unknown[], index: number): Exposure {
  const level = narrowest([
    conditionExposure(conditionTests(at(statement, 'Condition'))),
    ...denials.map((denial) => escapeExposure(conditionTests(at(denial, 'Condition')))),
  ]);
  if (level === 'none') return NOT_EXPOSED;
  const sid = plainText(text(statement, 'Sid'));
  const actions = patterns(statement, 'Action');
  // NotAction allows all but a few: both kinds, for all that can be said simply.
  const some = (kind: RegExp) =>
    actions.length === 0 || actions.some((action) => kind.test(action));
  return {
    level,
    read: some(/^(\*$|s3:(\*|get|list|describe))/),
    write: some(/^(\*$|s3:(\*|put|delete|restore|replicate|abort|create))/),
    because: [`policy statement ${index + 1}${sid && ` (${sid})`}`],
  };
}

function patterns(statement: unknown, member: string): string[] {
  const found = oneOrMany(at(statement, member));
  const texts = found.filter((value): value is string => typeof value === 'string');
  return member === 'Action' ? texts.map((value) => value.toLowerCase()) : texts;
}

/** Does the denial reach everything that the statement allows? */
function covers(denial: unknown, statement: unknown): boolean {
  return ['Action', 'Resource'].every((member) => {
    const wide = patterns(denial, member);
    const narrow = patterns(statement, member);
    return (
      narrow.length > 0 && narrow.every((one) => wide.some((pattern) => globHas(pattern, one)))
    );
  });
}

/**
 * Does one pattern match all that another does? Exact for a pattern without wildcards, and sound
 * for `*` and `?` in both, as the inner pattern is matched as the text that it is. Linear: whoever
 * writes the policy chooses both patterns.
 */
function globHas(pattern: string, inner: string): boolean {
  let p = 0;
  let starAt = -1;
  let resumeAt = 0;
  for (let i = 0; i < inner.length; ) {
    if (pattern[p] === '*') {
      starAt = p;
      p += 1;
      resumeAt = i;
    } else if (pattern[p] === inner[i] || (pattern[p] === '?' && inner[i] !== '*')) {
      p += 1;
      i += 1;
    } else if (starAt >= 0) {
      p = starAt + 1;
      resumeAt += 1;
      i = resumeAt;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(p));
}
