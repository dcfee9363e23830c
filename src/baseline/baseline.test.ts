import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../authorise/policy/parse-policy.ts';
import { guardDutyWrites } from './guarded-actions.ts';
import { lint, reaches } from './lint.ts';
import { lintReport } from './lint-report.ts';
import { readDocument } from './read-document.ts';
import type { Layout } from './render/layout.ts';
import { render } from './render/render.ts';
import type { Surroundings } from './rule.ts';
import { rules } from './rules/rules.ts';
import { EVERYTHING, type Simulation, simulate } from './simulate.ts';

const FIXTURES = new URL('fixtures/', import.meta.url);
const around: Surroundings = { regions: [], scpCharactersMax: 10_240, scpsPerTargetMax: 10 };
const REGIONS: Readonly<Record<string, readonly string[]>> = { B08: ['us-east-1', 'eu-south-1'] };

function read(path: string) {
  return { file: path, text: readFileSync(new URL(path, FIXTURES), 'utf8') };
}

function found(file: string, regions: readonly string[] = []) {
  return lint([read(file)], { ...around, regions });
}

/** What `name` a rule's folder has, whichever its ending. */
function fixture(rule: string, name: string): string {
  const files = readdirSync(new URL(`${rule}/`, FIXTURES));
  const file = files.find((one) => one.startsWith(`${name}.`));
  if (file === undefined) throw new Error(`${rule} has no file ${name}`);
  return `${rule}/${file}`;
}

describe('each rule', () => {
  it('has a number from B01 to B21', () => {
    const ids = Array.from({ length: 21 }, (_, n) => `B${String(n + 1).padStart(2, '0')}`);
    expect(rules.map(({ id }) => id)).toEqual(ids);
  });

  it.each(rules.map((rule) => [rule.id, rule.title] as const))(
    '%s finds %s, and nothing where it is not',
    (id) => {
      const by = (name: string) =>
        found(fixture(id, name), REGIONS[id]).filter(({ rule }) => rule.id === id);
      expect(by('fails').length).toBeGreaterThan(0);
      expect(by('passes')).toEqual([]);
    },
  );

  it('says what a handler does carelessly, thing by thing', () => {
    expect(
      found('B12/fails.yaml')
        .filter(({ rule }) => rule.id === 'B12')
        .map(({ message }) => message),
    ).toEqual([
      'Exporter: Update creates again',
      'Exporter: Delete leaves the destination behind',
      'Exporter: no PhysicalResourceId is given',
      'Exporter: Data is nested in Data',
      'Exporter: a bare except hides the cause',
      'Exporter: FAILED is sent without a reason',
    ]);
  });
});

describe('a guard with holes', () => {
  const text = read('guard-with-holes.json').text;
  const scps = [{ name: 'guard-with-holes.json', policy: parsePolicy(text, 'scp') }];
  const all: string[] = JSON.parse(text).Statement[0].Action;
  const asked = (more: Partial<Simulation> = {}) =>
    simulate({
      principal: 'arn:aws:iam::444455556666:role/developer',
      actions: all,
      tags: {},
      scps,
      identity: [EVERYTHING],
      isManagementAccount: false,
      region: 'us-east-1',
      ...more,
    });

  it('is found to deny only half of its sixteen actions', () => {
    const b01 = found('guard-with-holes.json').filter(({ rule }) => rule.id === 'B01');
    const open = asked().filter(({ verdict }) => verdict.allowed);
    expect(open.map(({ action }) => action.slice('guardduty:'.length))).toEqual([
      'AcceptAdministratorInvitation',
      'AcceptInvitation',
      'CreateDetector',
      'CreateMembers',
      'CreatePublishingDestination',
      'InviteMembers',
      'UpdateFindingsFeedback',
      'UpdateMalwareScanSettings',
    ]);
    expect(b01.map(({ message }) => message.split(' ')[0])).toEqual(
      open.map(({ action }) => action),
    );
    const denied = asked().filter(({ verdict }) => !verdict.allowed);
    expect(denied).toHaveLength(8);
    expect(new Set(denied.map(({ why }) => why))).toEqual(
      new Set(['denied by statement 1 (KeepGuardDuty) of guard-with-holes.json']),
    );
  });

  it('spares its exempt roles and the management account, and keeps the tagged function', () => {
    for (const name of ['stacksets-exec-0123', 'admin-role', 'GuardDutyLambdaRole']) {
      const principal = `arn:aws:iam::444455556666:role/${name}`;
      expect(asked({ principal }).every(({ verdict }) => verdict.allowed)).toBe(true);
    }
    expect(asked({ isManagementAccount: true }).every(({ verdict }) => verdict.allowed)).toBe(true);
    const on = (tags: Simulation['tags']) =>
      asked({
        actions: ['lambda:UntagResource', 'lambda:UpdateFunctionCode'],
        tags,
        resource: 'arn:aws:lambda:us-east-1:444455556666:function:fn',
      }).map(({ verdict }) => verdict.allowed);
    expect([on({ Key: 'Value' }), on({})]).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('is refused where it is no guard at all', () => {
    expect(() => asked({ principal: 'developer' })).toThrow('is no ARN');
    expect(() => lint([{ file: 'x', text: '{"a": 1}' }], around)).toThrow('x is none of these');
    expect(() => lint([{ file: 'x', text: '{"a": ' }], around)).toThrow(/^x:1: /);
  });
});

describe('the report', () => {
  const findings = found('exported-by-function.yaml', ['us-east-1', 'eu-west-1']);
  const report = (format: Parameters<typeof lintReport>[2]) =>
    lintReport(findings, ['exported-by-function.yaml'], format);

  it('names file, line, rule and remedy', () => {
    const ids = new Set(findings.map(({ rule }) => rule.id));
    expect([...ids].sort()).toEqual(['B12', 'B13', 'B14', 'B16', 'B20']);
    expect(report('table')).toContain(
      'exported-by-function.yaml:43: warning B13 Exporter: python3.9',
    );
    expect(report('table')).toMatch(/1 file: 1 error, 8 warnings, 1 note$/);
    expect(reaches(findings, 'error')).toBe(true);
    expect(reaches([], 'note')).toBe(false);
  });

  it('is JSON, SARIF and JUnit as well', () => {
    expect(JSON.parse(report('json'))[0]).toMatchObject({ rule: 'B16', line: 14 });
    const [run] = JSON.parse(report('sarif')).runs;
    expect(run.tool.driver.rules).toHaveLength(21);
    expect(run.results).toHaveLength(findings.length);
    expect(run.results[0].locations[0].physicalLocation.region.startLine).toBe(14);
    expect(report('junit')).toContain('tests="21" failures="5"');
  });
});

/** Of one organisation, with a Region that has to be turned on. */
const layout: Layout = {
  organizationId: 'o-exampleorg1',
  logArchiveAccountId: '444455556666',
  auditAccountId: '123456789012',
  unitIds: ['ou-abcd-12345678'],
  regions: ['us-east-1', 'eu-south-1'],
  storageRegion: 'us-east-1',
  bucketName: 'guardduty-findings-444455556666',
  partition: 'aws',
  exemptRoles: ['admin-role'],
  functionTag: { key: 'vedette-baseline', value: 'keep' },
};

describe('what is rendered', () => {
  const files = render(layout);
  const text = (name: string) => files[name] ?? '';

  it('passes every rule; only that the management account is left out is said', () => {
    const read = Object.entries(files)
      .filter(([name]) => !name.endsWith('.md'))
      .map(([file, content]) => ({ file, text: content }));
    expect(read).toHaveLength(8);
    const findings = lint(read, { ...around, regions: layout.regions });
    expect(findings.map(({ file, rule }) => [file, rule.id])).toEqual([['stack-set.json', 'B17']]);
  });

  it('denies all that changes GuardDuty, and spares the roles that it names', () => {
    const guard = { name: 'guard.scp.json', policy: parsePolicy(text('guard.scp.json'), 'scp') };
    const ask = (role: string, actions: readonly string[], isManagementAccount = false) =>
      simulate({
        principal: `arn:aws:iam::444455556666:role/${role}`,
        actions,
        tags: {},
        scps: [guard],
        identity: [EVERYTHING],
        isManagementAccount,
        region: 'us-east-1',
      }).filter(({ verdict }) => verdict.allowed);
    const writes = guardDutyWrites.map((name) => `guardduty:${name}`);
    expect(ask('developer', writes)).toEqual([]);
    expect(ask('admin-role', writes)).toHaveLength(writes.length);
    expect(ask('stacksets-exec-0123', writes)).toHaveLength(writes.length);
    expect(ask('developer', writes, true)).toHaveLength(writes.length);
    const reads = ['GetFindings', 'ListDetectors', 'DescribePublishingDestination', 'GetDetector'];
    expect(
      ask(
        'developer',
        reads.map((name) => `guardduty:${name}`),
      ),
    ).toHaveLength(reads.length);
  });

  it('keeps trails besides where CloudTrail is a module of it', () => {
    const actions = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'LookupEvents'];
    const ask = (modules: Layout['modules'], role: string) => {
      const guard = render({ ...layout, modules })['guard.scp.json'] ?? '';
      return simulate({
        principal: `arn:aws:iam::444455556666:role/${role}`,
        actions: actions.map((name) => `cloudtrail:${name}`),
        tags: {},
        scps: [{ name: 'guard', policy: parsePolicy(guard, 'scp') }],
        identity: [EVERYTHING],
        isManagementAccount: false,
        region: 'us-east-1',
      }).map(({ verdict }) => verdict.allowed);
    };
    expect(ask(['cloudtrail'], 'developer')).toEqual([false, false, false, true]);
    expect(ask(['cloudtrail'], 'admin-role')).toEqual([true, true, true, true]);
    expect(ask([], 'developer')).toEqual([true, true, true, true]);
    const guard = render({ ...layout, modules: ['cloudtrail'] })['guard.scp.json'] ?? '';
    expect(lint([{ file: 'guard.scp.json', text: guard }], around)).toEqual([]);
  });

  it('lets no member make a role that is spared', () => {
    const guard = { name: 'guard', policy: parsePolicy(text('guard.scp.json'), 'scp') };
    const make = (name: string) =>
      simulate({
        principal: 'arn:aws:iam::444455556666:role/developer',
        actions: ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy'],
        resource: `arn:aws:iam::444455556666:role/${name}`,
        tags: {},
        scps: [guard],
        identity: [EVERYTHING],
        isManagementAccount: false,
        region: 'us-east-1',
      }).map(({ verdict }) => verdict.allowed);
    expect(make('admin-role')).toEqual([false, false]);
    expect(make('stacksets-exec-mine')).toEqual([false, false]);
    expect(make('anything-else')).toEqual([true, true]);
  });

  it('names the principal of a Region that has to be turned on, and no account of today', () => {
    for (const name of ['key-policy.json', 'bucket-policy.json']) {
      expect(text(name)).toContain('guardduty.eu-south-1.amazonaws.com');
      expect(text(name)).not.toContain('guardduty.us-east-1');
      expect(text(name)).not.toContain('aws:SourceAccount');
    }
  });
});

/** Parts of the whole: readDocument, subject, guardedActions, rule, lintReport. */
describe('a document', () => {
  it('keeps the short forms of functions, and knows its lines', () => {
    const document = readDocument('t', 'Resources:\n  A:\n    B: !If [c, !Ref D, !GetAtt E.F]\n');
    expect(document.value).toEqual({
      Resources: { A: { B: { 'Fn::If': ['c', { Ref: 'D' }, { 'Fn::GetAtt': ['E', 'F'] }] } } },
    });
    expect(document.lineOf(['Resources', 'A', 'B', 'nowhere'])).toBe(3);
  });
});
