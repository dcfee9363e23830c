import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { lint } from './lint.ts';
import { lintReport } from './lint-report.ts';
import { rules } from './rules/rules.ts';

const require = createRequire(import.meta.url);
const around = { regions: ['us-east-1'], scpCharactersMax: 10_240, scpsPerTargetMax: 10 };

/** A name and texts that every form has to write in its own way. */
const hostile = 'a "folder" & more/guard#1 <é>\u0001.json';
const file = 'guards/plain.json';
const text = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      ...{ Sid: 'A', Effect: 'Deny', Action: ['guardduty:CreateDetector'] },
      Resource: 'arn:aws:guardduty:*:*:detector/*',
    },
    { Sid: 'A', Effect: 'Deny', Action: ['guardduty:CreateMembers'], Resource: 'arn:aws:s3:::&<"' },
  ],
});
const files = [hostile, file];
const findings = lint(
  files.map((name) => ({ file: name, text })),
  around,
);

it('is SARIF by its own schema', () => {
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ schemaId: 'auto', validateSchema: false });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  const isValid = ajv.compile(schema);
  const log = JSON.parse(lintReport(findings, files, 'sarif'));
  expect([isValid(log), isValid.errors]).toEqual([true, null]);
  const [run] = log.runs;
  expect(run.results).toHaveLength(findings.length);
  const places = run.results.map(
    (one: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      one.locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(new Set(places.map(decodeURIComponent))).toEqual(new Set(files));
  expect(places).toContain(file);
  for (const { ruleId, ruleIndex } of run.results) {
    expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  }
  expect(isValid({ ...log, runs: [{ ...run, results: [{ level: 'bad' }] }] })).toBe(false);
});

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly '#text': string };
}

it('is JUnit as readers of it expect', () => {
  const xml = lintReport(findings, files, 'junit');
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: '', processEntities: true },
  });
  const suite = parser.parse(xml).testsuites.testsuite;
  const cases: Case[] = suite.testcase;
  expect(Number(suite.tests)).toBe(cases.length);
  expect(cases).toHaveLength(rules.length * files.length);
  const failed = cases.filter(({ failure }) => failure !== undefined);
  expect(Number(suite.failures)).toBe(failed.length);
  expect(new Set(cases.map(({ classname }) => classname))).toEqual(
    new Set([hostile.replace('\u0001', '\uFFFD'), file]),
  );
  const expected = new Set(findings.map((one) => `${one.rule.id} ${one.rule.title}`));
  expect(new Set(failed.map(({ name }) => name))).toEqual(expected);
  for (const { failure } of failed) {
    expect(failure?.type).toMatch(/^(error|warning|note)$/);
    expect(failure?.['#text']).toMatch(/^line \d+: /);
  }
});
