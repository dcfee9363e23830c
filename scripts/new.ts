/**
 * Scaffolds what the house has many of:
 *   npm run new detection iam-user/console-login-from-tor UnauthorizedAccess:IAMUser/TorIPCaller
 *   npm run new operation guardduty/filters CreateFilter
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { detections } from '../detections/index.ts';
import { findingTypes } from '../src/findings/finding-types.ts';
import { kebabOf } from '../test/tidy/names.ts';
import { detectionFiles, operationFiles } from './templates.ts';

const usage = `usage: npm run new detection <resource>/<family> <FindingType>
       npm run new operation <service>/<group> <OperationName>`;

function filesFor(kind: string, place: string, name: string): Record<string, string> | undefined {
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(place)) return undefined;
  if (kind === 'detection' && /^\w+:\w+\/\S+$/.test(name)) return detectionFiles(place, name);
  if (kind === 'operation' && /^[A-Z]\w+$/.test(name)) {
    return operationFiles(place, name, kebabOf(name));
  }
  return undefined;
}

/** Why there can be no detection of this type, if there cannot. */
function refusalOf(type: string): string | undefined {
  if (!findingTypes.some((known) => known.type === type)) {
    return `${type} is no finding type of GuardDuty: docs/reference/coverage.md lists them.`;
  }
  const isClaimed = detections.some(({ types }) => types.includes(type));
  return isClaimed ? `A detection finds ${type} already.` : undefined;
}

const [kind = '', place = '', name = ''] = process.argv.slice(2);
const files = filesFor(kind, place, name);
const refusal = kind === 'detection' && files !== undefined ? refusalOf(name) : undefined;
if (files === undefined || refusal !== undefined) {
  console.error(refusal ?? usage);
  process.exitCode = 1;
} else if (Object.keys(files).some((path) => existsSync(path))) {
  console.error(`already there: ${Object.keys(files).filter((path) => existsSync(path))}`);
  process.exitCode = 1;
} else {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
  console.log(
    kind === 'detection'
      ? `Say what every TODO asks, the cases first. Then:
  npm run generate
  npx vitest run test/detections.test.ts -t ${place}
docs/guide/detection.md leads through it.`
      : `Name it in src/operations/${place.split('/')[0]}/index.ts; the compiler asks for it.`,
  );
}
