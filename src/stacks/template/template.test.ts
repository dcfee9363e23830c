import { describe, expect, it } from 'vitest';
import { dependenciesOf, inOrder } from './dependencies.ts';
import { loadTemplate } from './load-template.ts';
import { parseTemplate } from './parse-template.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { exampleTypes, templateOf, valueIn } from './testing.ts';
import { sameValue } from './value.ts';

const MAPPINGS = 'Mappings:\n  Sizes:\n    eu-west-1:\n      small: "1"\n      all: [a, b]\n';
const CONDITIONS =
  'Parameters:\n  Stage: {Type: String, Default: test}\n  Names: {Type: CommaDelimitedList, ' +
  'Default: "a, b,c"}\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n  IsProd: !Not ' +
  '[!Condition IsTest]\n  Both: !And [!Condition IsTest, !Condition IsProd]\n  Either: !Or ' +
  '[!Condition IsTest, !Condition IsProd]\n';
const EXTENDED = 'Transform: AWS::LanguageExtensions\n';

describe('functions come to', () => {
  it.each<[string, unknown, string?]>([
    ['text', 'text'],
    ['"007"', '007'],
    ['007', '007'],
    ['012345678901', '012345678901'],
    ['111122223333', 111122223333],
    ['1.5', 1.5],
    ['1.50', '1.50'],
    ['-3', -3],
    ['2010-09-09', '2010-09-09'],
    ['12:30', '12:30'],
    ['yes', true],
    ['False', false],
    ['[a, {b: c}]', ['a', { b: 'c' }]],
    ['!Ref Other', 'ref-of-Other'],
    ['{Ref: Other}', 'ref-of-Other'],
    ['!Ref AWS::Region', 'eu-west-1'],
    ['!Ref "AWS::AccountId"', '111122223333'],
    ['!Ref AWS::NoValue', undefined],
    ['[a, !Ref AWS::NoValue, b]', ['a', 'b']],
    ['{a: !Ref AWS::NoValue, b: c}', { b: 'c' }],
    ['!GetAtt Other.Arn', 'Arn-of-Other'],
    ['!GetAtt "Other.Arn"', 'Arn-of-Other'],
    ['!GetAtt [Other, Id]', 'Id-of-Other'],
    ['{"Fn::GetAtt": [Other, Arn]}', 'Arn-of-Other'],
    ['{"Fn::GetAtt": Other.Arn}', 'Arn-of-Other'],
    ['!Sub "${Other}/${AWS::Region}"', 'ref-of-Other/eu-west-1'],
    ['!Sub "${Other.Arn}:*"', 'Arn-of-Other:*'],
    ['!Sub "${!Literal} ${ Other }"', '${Literal} ref-of-Other'],
    ['!Sub ["${A}-${AWS::Region}", {A: !GetAtt Other.Id}]', 'Id-of-Other-eu-west-1'],
    ['!Sub ["$A ${A}", {A: 3}]', '$A 3'],
    ['{"Fn::Sub": "a${Other}"}', 'aref-of-Other'],
    ['!Join ["-", [a, !Ref Other, 3]]', 'a-ref-of-Other-3'],
    ['!Join ["", [a, !Ref "AWS::NoValue", b]]', 'ab'],
    ['!Join [",", !Split ["|", "a|b"]]', 'a,b'],
    ['!Split [",", "a,b,,c"]', ['a', 'b', '', 'c']],
    ['!Select [1, [a, b]]', 'b'],
    ['!Select ["0", !GetAZs ""]', 'eu-west-1a'],
    ['!Select [1, !Split ["/", "x/y"]]', 'y'],
    ['!GetAZs us-east-1', ['us-east-1a', 'us-east-1b']],
    ['!GetAZs {Ref: "AWS::Region"}', ['eu-west-1a', 'eu-west-1b']],
    ['!Base64 hello', 'aGVsbG8='],
    ['{"Fn::Base64": {"Fn::Sub": "a${AWS::Region}"}}', 'YWV1LXdlc3QtMQ=='],
    ['!ImportValue shared', 'import-of-shared'],
    ['!ImportValue {"Fn::Sub": "${AWS::Region}-x"}', 'import-of-eu-west-1-x'],
    ['!FindInMap [Sizes, !Ref "AWS::Region", small]', '1', MAPPINGS],
    ['!FindInMap [Sizes, eu-west-1, all]', ['a', 'b'], MAPPINGS],
    ['!If [IsTest, yes-it-is, no-it-is-not]', 'yes-it-is', CONDITIONS],
    ['!If [IsProd, a, !Ref AWS::NoValue]', undefined, CONDITIONS],
    ['!If [IsProd, a, !If [Either, b, c]]', 'b', CONDITIONS],
    ['!If [Both, a, b]', 'b', CONDITIONS],
    ['!If [Either, a, b]', 'a', CONDITIONS],
    ['!Ref Names', ['a', 'b', 'c'], CONDITIONS],
    ['!Select [2, !Ref Names]', 'c', CONDITIONS],
    ['!Cidr [192.0.2.0/24, 2, 5]', ['192.0.2.0/27', '192.0.2.32/27']],
    ['!Cidr [198.51.100.77/24, 1]', ['198.51.100.0/24']],
    ['!Cidr ["2001:db8::/56", 2, 64]', ['2001:db8::/64', '2001:db8:0:1::/64']],
    ['!Length [a, b, c]', 3, EXTENDED],
    ['!Length {Ref: Names}', 3, EXTENDED + CONDITIONS],
    ['!ToJsonString {a: [1, !Ref Other]}', '{"a":[1,"ref-of-Other"]}', EXTENDED],
    ['!FindInMap [Sizes, x, y, {DefaultValue: z}]', 'z', EXTENDED + MAPPINGS],
    ['{"Fn::ForEach::L": [N, [a, b.c], {"K${N}": "is ${N}"}]}', loopOf('b.c', 'Kb.c'), EXTENDED],
    ['{"Fn::ForEach::L": [N, [a, b.c], {"K&{N}": !Ref N}]}', { Ka: 'a', Kbc: 'b.c' }, EXTENDED],
  ])('%s', (value, expected, more) => {
    expect(valueIn(templateOf(value, more))).toEqual(expected);
  });

  it('the same in JSON and in YAML', () => {
    const Value = { 'Fn::Sub': ['${A}-${Other.Arn}', { A: { 'Fn::Select': [0, ['x']] } }] };
    const resources = { Other: { Type: 'Example::Thing' }, Thing: { Type: 'Example::Thing' } };
    const json = {
      Resources: { ...resources, Thing: { ...resources.Thing, Properties: { Value } } },
    };
    const yaml = templateOf('!Sub ["${A}-${Other.Arn}", {A: !Select [0, [x]]}]');
    expect(parseTemplate(JSON.stringify(json, null, 1))).toEqual(parseTemplate(yaml));
    expect(valueIn(JSON.stringify(json))).toBe('x-Arn-of-Other');
  });
});

function loopOf(item: string, key: string) {
  return { Ka: 'is a', [key]: `is ${item}` };
}

const MANY = `Resources:\n${Array.from(
  { length: 501 },
  (_, at) => `  A${at}: {Type: "Example::Thing"}\n`,
).join('')}`;

const THING = 'Resources:\n  A: {Type: "Example::Thing"}\n';
const unresolved = (what: string, block = 'Resources') =>
  `Template format error: Unresolved resource dependencies [${what}] in the ${block} block of ` +
  'the template';
const thing = (value: string) => templateOf(value);

describe('a template is refused', () => {
  it.each<[string, string, string]>([
    ['that is no map', '- a', 'Template format error: unsupported structure.'],
    ['that is empty', '', 'Template format error: unsupported structure.'],
    ['that is no YAML', 'a: [', 'Template format error: YAML not well-formed. (line 1, column 5)'],
    [
      'with a key twice',
      'a: 1\na: 2',
      'Template format error: YAML not well-formed. (line 2, column 1)',
    ],
    [
      'with a tag of nobody',
      'a: !Foo b',
      'Template format error: YAML not well-formed. (line 1, column 4)',
    ],
    [
      'that is no JSON',
      '{"a": }x',
      'Template format error: JSON not well-formed. (line 1, column 8)',
    ],
    [
      'with null',
      'Resources: {A: {Type: }}',
      "Template format error: [/Resources/A/Type] 'null' values are not allowed in templates",
    ],
    [
      'without resources',
      'Description: x',
      'Template format error: At least one Resources member must be defined.',
    ],
    [
      'with empty resources',
      'Resources: {}',
      'Template format error: At least one Resources member must be defined.',
    ],
    [
      'of another version',
      `AWSTemplateFormatVersion: "2011"\n${THING}`,
      'Template format error: unsupported value for AWSTemplateFormatVersion.',
    ],
    [
      'with a section of nobody',
      `Resouces: {}\n${THING}`,
      'Template format error: Invalid template property or properties [Resouces]',
    ],
    ['with rules', `Rules: {}\n${THING}`, 'The section Rules is not supported by Vedette'],
    [
      'with a macro',
      `Transform: AWS::Serverless-2016-10-31\n${THING}`,
      'No transform named AWS::Serverless-2016-10-31 found.',
    ],
    [
      'with a long description',
      `Description: ${'x'.repeat(1025)}\n${THING}`,
      "Template format error: 'Description' length is greater than 1024.",
    ],
    [
      'with a resource of no type',
      'Resources: {A: {}}',
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
    [
      'with a resource of a name',
      'Resources: {a-b: {Type: x}}',
      'Template format error: Resource name a-b is non alphanumeric.',
    ],
    [
      'with unknown types',
      'Resources: {A: {Type: "AWS::X::Y"}, B: {Type: "AWS::X::Z"}}',
      'Template format error: Unrecognized resource types: [AWS::X::Y, AWS::X::Z]',
    ],
    [
      'with a member of nobody',
      'Resources: {A: {Type: "Example::Thing", Propertie: {}}}',
      "Invalid template resource property 'Propertie'",
    ],
    [
      'with a creation policy',
      'Resources: {A: {Type: "Example::Thing", CreationPolicy: {}}}',
      'The attribute CreationPolicy of [/Resources/A] is not supported by Vedette',
    ],
    [
      'with a policy of nobody',
      'Resources: {A: {Type: "Example::Thing", DeletionPolicy: Keep}}',
      'Template format error: Unrecognized DeletionPolicy "Keep" for [/Resources/A]',
    ],
    [
      'with a snapshot',
      'Resources: {A: {Type: "Example::Thing", DeletionPolicy: Snapshot}}',
      'Example::Thing resource types do not support the Snapshot DeletionPolicy.',
    ],
    [
      'with an absent dependency',
      'Resources: {A: {Type: "Example::Thing", DependsOn: B}}',
      unresolved('B'),
    ],
    [
      'with absent names',
      thing('[!Ref X, !GetAtt Y.Arn, !Sub "${Z}${W.Id}"]'),
      unresolved('X, Y, Z, W'),
    ],
    ['with an absent output', `${THING}Outputs: {O: {Value: !Ref X}}`, unresolved('X', 'Outputs')],
    [
      'with an output of no value',
      `${THING}Outputs: {O: {Description: x}}`,
      'Template format error: [/Outputs/O] Every Outputs member must contain a Value object',
    ],
    [
      'with an unnamed export',
      `${THING}Outputs: {O: {Value: x, Export: {}}}`,
      'Template format error: Output O is malformed. The Name field of every Export member ' +
        'must be specified and consist only of alphanumeric characters, colons, or hyphens.',
    ],
    [
      'with an attribute that is none',
      thing('!GetAtt Other.Name'),
      'Template error: resource Other does not support attribute type Name in Fn::GetAtt',
    ],
    [
      'with half a GetAtt',
      thing('!GetAtt Other'),
      'Template error: every Fn::GetAtt object requires two non-empty parameters, the ' +
        'resource name and the resource attribute',
    ],
    [
      'with a Ref of a list',
      thing('{Ref: [a]}'),
      'Template error: every Ref object must have a single String value.',
    ],
    [
      'with a circle',
      'Resources:\n  A: {Type: "Example::Thing", DependsOn: B}\n  B: {Type: ' +
        '"Example::Thing", Properties: {X: !Ref C}}\n  C: {Type: "Example::Thing", ' +
        'Properties: {X: !Sub "${A}"}}\n  D: {Type: "Example::Thing", DependsOn: A}',
      'Circular dependency between resources: [A, B, C]',
    ],
    [
      'that depends on itself',
      'Resources: {A: {Type: "Example::Thing", DependsOn: A}}',
      'Circular dependency between resources: [A]',
    ],
    [
      'with a condition that is none',
      'Resources: {A: {Type: "Example::Thing", Condition: C}}',
      'Template format error: Unresolved condition dependency C for resource A in the ' +
        'Resources block of the template',
    ],
    [
      'with an If on none',
      thing('!If [C, a, b]'),
      'Template error: unresolved condition dependency C in Fn::If',
    ],
    [
      'with a parameter of no type',
      `Parameters: {P: {}}\n${THING}`,
      'Template format error: Every Parameters object must contain a Type member.',
    ],
    [
      'with a parameter of a strange type',
      `Parameters: {P: {Type: Text}}\n${THING}`,
      'Template format error: Unrecognized parameter type: Text',
    ],
    [
      "with a parameter of a service's type",
      `Parameters: {P: {Type: "AWS::EC2::VPC::Id"}}\n${THING}`,
      'The parameter type AWS::EC2::VPC::Id of [/Parameters/P] is not supported by Vedette',
    ],
    [
      'with a parameter of strange members',
      `Parameters: {P: {Type: String, Min: 1}}\n${THING}`,
      "Invalid template parameter property 'Min'",
    ],
    [
      'with too many resources',
      MANY,
      'Template format error: Number of resources, 501, is greater than maximum allowed, 500',
    ],
  ])('%s', (_what, text, message) => {
    expect(() => loadTemplate(text, exampleTypes)).toThrow(
      expect.objectContaining({ code: 'ValidationError', status: 400, message }),
    );
  });
});

describe('a function is refused', () => {
  it.each<[string, string, string?]>([
    ['!Join [a]', 'every Fn::Join object requires two parameters, (1) a string delimiter'],
    ['!Join [",", text]', 'every Fn::Join object requires two parameters, (1) a string delimiter'],
    ['!Select [5, [a]]', 'Template error: Fn::Select cannot select nonexistent value at index 5'],
    ['!Select [-1, [a]]', 'Fn::Select cannot select nonexistent value at index -1'],
    ['!Select [0]', 'every Fn::Select object requires two parameters'],
    ['!Split ["", a]', 'every Fn::Split object requires two parameters'],
    ['!Split [",", [a]]', 'every Fn::Split object requires two parameters'],
    ['!Sub [a, b, c]', "One or more Fn::Sub intrinsic functions don't specify expected arguments."],
    ['!Sub ["${A}", {A: [b]}]', 'variable A in Fn::Sub expression does not resolve to a string'],
    ['!FindInMap [Sizes, x, y]', 'Template error: Unable to get mapping for Sizes::x::y', MAPPINGS],
    ['!FindInMap [Nothing, x, y]', "Mapping named 'Nothing' is not present in the 'Mappings'"],
    ['!FindInMap [Sizes, x]', 'every Fn::FindInMap object requires three parameters', MAPPINGS],
    ['!If [IsTest, a]', 'Fn::If requires a list argument with three elements', CONDITIONS],
    ['!Base64 [a]', 'every Fn::Base64 object must have a String-typed value.'],
    ['!Cidr [192.0.2.0/24, 300, 5]', 'Fn::Cidr object requires'],
    ['!Cidr [192.0.2.0/24, 9, 5]', 'Fn::Cidr object requires'],
    ['!GetAZs [a]', 'every Fn::GetAZs object must have a single String value.'],
    ['!Length [a]', 'Encountered unsupported function: Fn::Length Supported functions are: [Ref,'],
    ['!Length text', 'every Fn::Length object must have a list argument.', EXTENDED],
    ['!ToJsonString text', 'every Fn::ToJsonString object must have', EXTENDED],
    ['!Transform {Name: "AWS::Include"}', 'No transform named AWS::Include found.'],
    ['{"Fn::Nothing": a}', 'Encountered unsupported function: Fn::Nothing'],
    ['{"Fn::ForEach::L": [N, [a, a], {"K${N}": v}]}', 'Fn::ForEach::L makes Ka twice', EXTENDED],
    ['{"Fn::ForEach::L": [N, {a: b}, {"K${N}": v}]}', 'could not resolve its collection', EXTENDED],
    ['{"Fn::ForEach::L": [N]}', 'Fn::ForEach::L layout is incorrect', EXTENDED],
  ])('%s', (value, message, more) => {
    expect(() => valueIn(templateOf(value, more))).toThrow(message);
  });

  it.each<[string, string]>([
    ['!Not [a, b]', 'every Fn::Not object requires one boolean parameter.'],
    ['!And [!Equals [a, a]]', 'every Fn::And object requires a list of at least 2 and at most 10'],
    ['!Or [a, b]', 'every Fn::Or object requires boolean parameters.'],
    ['!Equals [a]', 'every Fn::Equals object requires a list of 2 string parameters.'],
    ['!Equals [!Ref Other, a]', 'Unresolved resource dependencies [Other]'],
    ['!Equals [!GetAtt Other.Arn, a]', 'Cannot reference resources in the Conditions block'],
    ['!Not [!Condition D]', 'Unresolved condition dependency D in the Conditions block'],
    ['!Not [!Condition C]', 'Circular dependency between conditions: [C]'],
    ['text', 'Conditions can only be boolean operations on parameters: C'],
  ])('as a condition: %s', (condition, message) => {
    const text = templateOf('!If [C, a, b]', `Conditions:\n  C: ${condition}\n`);
    expect(() => valueIn(text)).toThrow(message);
  });
});

describe('parameters', () => {
  const declared = (text: string) =>
    loadTemplate(`Parameters:\n  P: ${text}\n${THING}`, exampleTypes);
  const given = (value: string) => [{ key: 'P', value }];

  it.each<[string, string, string]>([
    ['{Type: String, AllowedValues: [a, b]}', 'c', "Parameter 'P' must be one of AllowedValues"],
    ['{Type: String, AllowedPattern: "[a-z]+"}', 'a1', "Parameter 'P' must match pattern [a-z]+"],
    [
      '{Type: String, AllowedPattern: "[a-z]+", ConstraintDescription: letters only}',
      'a1',
      'Parameter P failed to satisfy constraint: letters only',
    ],
    ['{Type: String, AllowedPattern: "("}', 'a', 'Invalid AllowedPattern: ('],
    [
      '{Type: String, AllowedPattern: "(a+)+"}',
      `${'a'.repeat(40)}!`,
      'Invalid AllowedPattern: (a+)+',
    ],
    ['{Type: String, MinLength: 2}', 'a', "Parameter 'P' must contain at least 2 characters"],
    ['{Type: String, MaxLength: "2"}', 'abc', "Parameter 'P' must contain at most 2 characters"],
    ['{Type: Number}', 'a', "Parameter 'P' must be a number"],
    ['{Type: Number, MinValue: 2}', '1', "Parameter 'P' must be a number not less than 2"],
    ['{Type: Number, MaxValue: 2}', '2.5', "Parameter 'P' must be a number not greater than 2"],
    ['{Type: List<Number>}', '1, x', "Parameter 'P' must be a number"],
    [
      '{Type: CommaDelimitedList, AllowedValues: [a, b]}',
      'a,c',
      "Parameter 'P' must be one of AllowedValues",
    ],
  ])('%s refuses %s', (declaration, value, message) => {
    expect(() => resolveParameters(declared(declaration), given(value))).toThrow(
      expect.objectContaining({ code: 'ValidationError', message }),
    );
  });

  it('take what is given, else what was before where asked, else the default', () => {
    const template = declared('{Type: String, Default: d}');
    const before = { P: 'before' };
    expect(resolveParameters(template, given('g'), before)).toEqual({ P: 'g' });
    expect(resolveParameters(template, [], before)).toEqual({ P: 'd' });
    const previous = [{ key: 'P', usePrevious: true }];
    expect(resolveParameters(template, previous, before)).toEqual({ P: 'before' });
    expect(resolveParameters(declared('{Type: Number, Default: 3}'), [])).toEqual({ P: '3' });
  });

  it.each<[string, object[], string]>([
    ['without a value', [], 'Parameters: [P] must have values'],
    [
      'that is not there',
      [{ key: 'Q', value: 'x' }],
      'Parameters: [Q] do not exist in the template',
    ],
    ['given twice', [...given('a'), ...given('b')], 'Parameters: [P] are duplicated'],
    [
      'that was not there before',
      [{ key: 'P', usePrevious: true }],
      'Parameters: [P] must have values',
    ],
  ])('refuse one %s', (_what, list, message) => {
    const call = () => resolveParameters(declared('{Type: String}'), list as never);
    expect(call).toThrow(expect.objectContaining({ message }));
  });
});

it('orders resources after those they need, and leaves out branches that are not taken', () => {
  const text =
    `${CONDITIONS}Resources:\n  A: {Type: "Example::Thing", Properties: {X: !If [IsProd, !Ref C, ` +
    'x]}}\n  B: {Type: "Example::Thing", Properties: {X: !GetAtt D.Arn}}\n  C: {Type: ' +
    '"Example::Thing", DependsOn: [B]}\n  D: {Type: "Example::Thing"}\n';
  const { resources } = loadTemplate(text, exampleTypes);
  const order = (isProd: boolean) => inOrder(dependenciesOf(resources, { IsProd: isProd }));
  expect(order(false)).toEqual(['A', 'D', 'B', 'C']);
  expect(order(true)).toEqual(['D', 'B', 'C', 'A']);
});

it('compares values as CloudFormation does', () => {
  expect(sameValue({ a: 1, b: ['x', true] }, { b: ['x', 'true'], a: '1' })).toBe(true);
  expect(sameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameValue(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(sameValue({ a: undefined as never }, { b: 1 })).toBe(false);
});
