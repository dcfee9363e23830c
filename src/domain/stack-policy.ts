import { compileWildcard } from './wildcard.ts';

/** What an update wants to do with one resource of a stack. */
export interface UpdateStep {
  readonly action: 'Update:Modify' | 'Update:Replace' | 'Update:Delete';
  readonly logicalId: string;
  /** Its type, which conditions may name. */
  readonly type: string;
}

interface Statement {
  readonly isDeny: boolean;
  readonly covers: (step: UpdateStep) => boolean;
}

const MEMBERS = new Set([
  ...['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
]);
const ACTION = /^Update:(\*|Modify|Replace|Delete)$/;
const RESOURCE = /^(\*|LogicalResourceId\/[A-Za-z0-9*?]+)$/;

/**
 * Reads a stack policy (CloudFormation user guide, prevent updates to stack resources). Answers
 * undefined for a text that is none.
 */
export function readStackPolicy(text: string): readonly Statement[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  // A single statement may stand without brackets.
  const statements = [document.Statement].flat().map(readStatement);
  return statements.every((one) => one !== undefined) ? statements : undefined;
}

/**
 * Why the policy does not let this happen, or undefined. What no statement allows is denied; what
 * one denies is denied whatever others allow.
 */
export function refusalByPolicy(
  statements: readonly Statement[],
  step: UpdateStep,
): string | undefined {
  const covering = statements.filter(({ covers }) => covers(step));
  const denying = covering.find(({ isDeny }) => isDeny);
  if (denying === undefined && covering.length > 0) return undefined;
  const which = denying ? `Statement [#${statements.indexOf(denying) + 1}]` : 'No statement';
  const verb = denying ? 'does not allow' : 'allows';
  const what = `[${step.action}] for resource [${step.logicalId}]`;
  return `Action denied by stack policy: ${which} ${verb} ${what}`;
}

function readStatement(value: unknown): Statement | undefined {
  if (!isObject(value) || Object.keys(value).some((name) => !MEMBERS.has(name))) return undefined;
  const { Effect, Principal } = value;
  if (Effect !== 'Allow' && Effect !== 'Deny') return undefined;
  if (Principal !== '*' && !(isObject(Principal) && Principal.AWS === '*')) return undefined;
  const isAction = readSide(value.Action, value.NotAction, ACTION);
  const isResource = readSide(value.Resource, value.NotResource, RESOURCE);
  const isType = readCondition(value.Condition);
  if (isAction === undefined || isResource === undefined || isType === undefined) return undefined;
  return {
    isDeny: Effect === 'Deny',
    covers: ({ action, logicalId, type }) =>
      isAction(action) && isResource(`LogicalResourceId/${logicalId}`) && isType(type),
  };
}

type Test = (text: string) => boolean;

/** Exactly one of a member and its opposite stands there. */
function readSide(wanted: unknown, unwanted: unknown, form: RegExp): Test | undefined {
  if ((wanted === undefined) === (unwanted === undefined)) return undefined;
  const patterns = textsOf(wanted ?? unwanted);
  if (patterns === undefined || !patterns.every((one) => form.test(one))) return undefined;
  const isCovered = anyOf(patterns);
  return wanted === undefined ? (text) => !isCovered(text) : isCovered;
}

function readCondition(condition: unknown): Test | undefined {
  if (condition === undefined) return () => true;
  if (!isObject(condition)) return undefined;
  const tests: Test[] = [];
  for (const [operator, about] of Object.entries(condition)) {
    if (!isObject(about) || Object.keys(about).join() !== 'ResourceType') return undefined;
    const types = textsOf(about.ResourceType);
    if (types === undefined) return undefined;
    if (operator === 'StringEquals') tests.push((type) => types.includes(type));
    else if (operator === 'StringLike') tests.push(anyOf(types));
    else return undefined;
  }
  return (type) => tests.every((test) => test(type));
}

function anyOf(patterns: readonly string[]): Test {
  const tests = patterns.map(compileWildcard);
  return (text) => tests.some((test) => test(text));
}

function textsOf(value: unknown): readonly string[] | undefined {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.every((one) => typeof one === 'string') ? all : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
