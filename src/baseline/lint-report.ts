import type { LintFinding } from './lint.ts';
import { rules } from './rules/rules.ts';

export type LintFormat = 'table' | 'json' | 'sarif' | 'junit';

/** What was found, as text, JSON, SARIF 2.1.0 or JUnit's XML. */
export function lintReport(
  findings: readonly LintFinding[],
  files: readonly string[],
  format: LintFormat,
): string {
  switch (format) {
    case 'table':
      return table(findings, files);
    case 'json':
      return JSON.stringify(findings.map(plain), undefined, 2);
    case 'sarif':
      return JSON.stringify(sarif(findings), undefined, 2);
    case 'junit':
      return junit(findings, files);
  }
}

function plain({ file, line, rule, message }: LintFinding) {
  const { id, level, title, fault, remedy } = rule;
  return { rule: id, level, file, line, message, title, fault, remedy };
}

function table(findings: readonly LintFinding[], files: readonly string[]): string {
  const lines = findings.flatMap(({ file, line, rule, message }) => [
    `${file}:${line}: ${rule.level} ${rule.id} ${message}`,
    `    ${rule.remedy}`,
  ]);
  const counted = (['error', 'warning', 'note'] as const)
    .map((level) => [level, findings.filter(({ rule }) => rule.level === level).length] as const)
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${count} ${level}${count === 1 ? '' : 's'}`);
  const what = counted.length === 0 ? 'nothing found' : counted.join(', ');
  return [...lines, `${files.length} file${files.length === 1 ? '' : 's'}: ${what}`].join('\n');
}

function sarif(findings: readonly LintFinding[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'vedette baseline lint',
            rules: rules.map(({ id, title, fault, remedy, level }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: fault },
              help: { text: remedy },
              defaultConfiguration: { level },
            })),
          },
        },
        results: findings.map(({ file, line, rule, message }) => ({
          ruleId: rule.id,
          ruleIndex: rules.indexOf(rule),
          level: rule.level,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file) },
                region: { startLine: line },
              },
            },
          ],
        })),
      },
    ],
  };
}

/** A reference as RFC 3986 has it, from wherever the command was called. */
function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}

/** One case for each file and rule, so that what was looked for and not found is seen too. */
function junit(findings: readonly LintFinding[], files: readonly string[]): string {
  const cases = files.flatMap((file) =>
    rules.map((rule) => {
      const found = findings.filter((one) => one.file === file && one.rule === rule);
      const name = `name="${escaped(`${rule.id} ${rule.title}`)}" classname="${escaped(file)}"`;
      if (found.length === 0) return `    <testcase ${name}/>`;
      const text = found.map(({ line, message }) => `line ${line}: ${message}`).join('\n');
      const type = `type="${rule.level}" message="${escaped(rule.remedy)}"`;
      return `    <testcase ${name}><failure ${type}>${escaped(text)}</failure></testcase>`;
    }),
  );
  const failed = cases.filter((one) => one.includes('<failure')).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="vedette baseline lint" tests="${cases.length}" failures="${failed}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

/** XML has no way to write most control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escaped(text: string): string {
  return text
    .replace(UNWRITABLE, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
