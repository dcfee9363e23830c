import {
  type CollectionTag,
  Pair,
  parseDocument,
  Scalar,
  type ScalarTag,
  YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { TEMPLATE_ALIASES_MAX, TEMPLATE_DEPTH_MAX } from '../../limits.ts';
import { formatError } from './invalid.ts';
import { isMap, type Value, type ValueMap } from './value.ts';

/** A template's text, JSON or YAML, with functions in their long form. */
export function parseTemplate(text: string): ValueMap {
  const value = text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text, 'YAML');
  if (!isMap(value)) throw formatError('unsupported structure.');
  checkTree(value, '', 0);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A flow mapping of YAML begins as JSON does; what is neither is refused as JSON.
    return parseYaml(text, 'JSON');
  }
}

function parseYaml(text: string, kind: 'YAML' | 'JSON'): unknown {
  const document = parseDocument(text, {
    schema: 'failsafe',
    customTags: [...SCALARS, ...FUNCTIONS],
    logLevel: 'error',
  });
  const problem = [...document.errors, ...document.warnings][0];
  if (problem !== undefined) {
    const [at] = problem.linePos ?? [];
    const place = at ? ` (line ${at.line}, column ${at.col})` : '';
    throw formatError(`${kind} not well-formed.${place}`);
  }
  try {
    return document.toJS({ maxAliasCount: TEMPLATE_ALIASES_MAX });
  } catch {
    throw formatError(`YAML aliases are followed up to ${TEMPLATE_ALIASES_MAX} times only`);
  }
}

/**
 * What plain text stands for. A number that would be written otherwise stays text: an account id
 * that begins with a zero must not lose it.
 */
const SCALARS: readonly ScalarTag[] = [
  {
    tag: 'tag:yaml.org,2002:null',
    default: true,
    test: /^(~|null|Null|NULL)?$/,
    resolve: () => null,
  },
  {
    tag: 'tag:yaml.org,2002:bool',
    default: true,
    test: /^(true|false|yes|no|on|off)$/i,
    resolve: (text) => /^(true|yes|on)$/i.test(text),
  },
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: /^-?(0|[1-9][0-9]{0,14})$/,
    resolve: Number,
  },
  {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    test: /^-?(0|[1-9][0-9]{0,12})\.[0-9]*[1-9]$/,
    resolve: Number,
  },
];

/** Functions with a short form in YAML: `!Sub` for `Fn::Sub`; two have no prefix. */
const SHORT_FORMS = (
  'And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAtt GetAZs If ' +
  'ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ' +
  'ValueOfAll'
).split(' ');

const FUNCTIONS: readonly (ScalarTag | CollectionTag)[] = [
  ...tagsOf('Ref', 'Ref'),
  ...tagsOf('Condition', 'Condition'),
  ...SHORT_FORMS.flatMap((name) => tagsOf(name, `Fn::${name}`)),
];

/** One for each kind of node that may carry it. */
function tagsOf(short: string, long: string): (ScalarTag | CollectionTag)[] {
  const tag = `!${short}`;
  const collection = (node: YAMLMap.Parsed | YAMLSeq.Parsed) => {
    const call = new YAMLMap();
    call.items.push(new Pair(new Scalar(long), node));
    return call;
  };
  return [
    { tag, resolve: (text) => ({ [long]: long === 'Fn::GetAtt' ? attributeOf(text) : text }) },
    { tag, collection: 'seq', resolve: collection },
    { tag, collection: 'map', resolve: collection },
  ];
}

/** `Name.Outputs.Url`: what comes after the first dot is the attribute. */
function attributeOf(text: string): unknown {
  const dot = text.indexOf('.');
  return dot < 0 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}

function checkTree(value: Value | null | undefined, path: string, depth: number): void {
  if (depth > TEMPLATE_DEPTH_MAX) throw formatError(`[${path}] is nested too deeply`);
  if (value === null || value === undefined) {
    throw formatError(`[${path}] 'null' values are not allowed in templates`);
  }
  if (typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) checkTree(item, `${path}/${key}`, depth + 1);
}
