/**
 * The style of the house, held over every file of the tree. Each rule lives in `test/tidy/` with
 * a test beside it that shows it failing on a made-up source.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nothingBanned } from './tidy/banned.ts';
import { filesAreSmall, functionsAreShort, linesAreShort } from './tidy/budgets.ts';
import { detectionsHaveCases, noDeadFile, testedBeside } from './tidy/coverage-of-files.ts';
import { importTableMarkdown } from './tidy/import-table.ts';
import { importsFollowTheTable } from './tidy/imports.ts';
import { namesSayWhat, operationFilesAreNamed } from './tidy/names.ts';
import {
  architecturePrints,
  dependenciesAreExplained,
  dependenciesRunOn,
  type LockedPackage,
  linksResolve,
  type MissionRow,
  missionResolves,
} from './tidy/papers.ts';
import { testedElsewhere } from './tidy/stated.ts';
import { type Rule, readTree } from './tidy/tree.ts';
import { speaksOfItself } from './tidy/words.ts';

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const { dependencies, engines } = json('package.json') as {
  readonly dependencies: Record<string, string>;
  readonly engines: { readonly node: string };
};
const { packages } = json('package-lock.json') as {
  readonly packages: Record<string, LockedPackage>;
};
const oldestNode = Number(/\d+/.exec(engines.node)?.[0]);
const promised = (json('scripts/data/mission-rows.json') as { row: number }[]).map(
  (one) => one.row,
);
const mission = json('test/mission.json') as MissionRow[];

const rules: Record<string, Rule> = {
  'imports follow the table': importsFollowTheTable,
  'files are small': filesAreSmall,
  'functions are short': functionsAreShort,
  'lines are short': linesAreShort,
  'nothing banned is used': nothingBanned,
  'names say what a thing is': namesSayWhat,
  'an operation file is called after its operation': operationFilesAreNamed,
  'every file with behaviour is tested': testedBeside(testedElsewhere),
  'every detection has its cases': detectionsHaveCases,
  'no file is dead': noDeadFile,
  'every dependency is explained': dependenciesAreExplained(Object.keys(dependencies)),
  'every dependency runs on the Node.js that is promised': dependenciesRunOn(oldestNode, packages),
  'every mission row names its test or says why not yet': missionResolves(promised, mission),
  'ARCHITECTURE.md prints the import table': architecturePrints(importTableMarkdown()),
  'links between pages resolve': linksResolve,
  'the project speaks of itself alone': speaksOfItself,
};

describe('the tree is tidy', () => {
  const tree = readTree();

  test('it is a tree worth checking', () => {
    expect(tree.filter((source) => source.path.startsWith('src/')).length).toBeGreaterThan(50);
    expect(promised).toHaveLength(80);
  });

  for (const [name, rule] of Object.entries(rules)) {
    test(name, () => {
      expect(rule(tree)).toEqual([]);
    });
  }
});
