import { describe, expect, test } from 'vitest';
import { shownOperations } from './shown-operations.ts';

const names = 'CreateFilterCommand, GetFilterCommand';
const file = (text: string, imports = `{ ${names} } from '@aws-sdk/client-guardduty'`) =>
  shownOperations([{ path: 'test/sdk/a.test.ts', text: `import ${imports};\n${text}` }]);
const body = 'await a.send(new GetFilterCommand({})); await a.send(new CreateFilterCommand({}));';

describe('shownOperations', () => {
  test('counts what a test claims, sends and looks at', () => {
    const { shown, unfounded } = file(
      `test('shows CreateFilter, GetFilter: it is there', async () => { ${body} expect(1); });`,
    );
    expect([...shown.keys()]).toEqual(['CreateFilter', 'GetFilter']);
    expect(unfounded).toEqual([]);
  });

  test.each([
    ["* as sdk from '@aws-sdk/client-guardduty'", 1],
    ["* as sdk from '@aws-sdk/client-lambda'", 0],
  ])('counts operations of GuardDuty alone: %s', (imports, count) => {
    const sent = body.replaceAll('new ', 'new sdk.');
    const { shown, unfounded } = file(
      `test('shows GetFilter: x', async () => { ${sent} expect(1); });`,
      imports,
    );
    expect([shown.size, unfounded]).toEqual([count, []]);
  });

  test('does not count a test that claims nothing', () => {
    const { shown } = file(`test('CreateFilter works', async () => { ${body} expect(1); });`);
    expect(shown.size).toBe(0);
  });

  test.each([
    ['an operation that is not sent', 'shows DeleteFilter: gone', `${body} expect(1);`],
    ['one operation alone', 'shows GetFilter: x', 'a.send(new GetFilterCommand({})); expect(1);'],
    ['no expectation', 'shows CreateFilter: x', body],
    [
      'a name in a text',
      'shows GetFilter: x',
      `${body.replace('GetFilter', 'X')} expect('GetFilterCommand');`,
    ],
  ])('does not count %s', (_, name, text) => {
    const { shown, unfounded } = file(`test('${name}', async () => { ${text} });`);
    expect(shown.size).toBe(0);
    expect(unfounded).toHaveLength(1);
  });
});
