/**
 * Scaffolds what the house has many of:
 *   npm run new detection iam-user/console-login-from-tor UnauthorizedAccess:IAMUser/TorIPCaller
 *   npm run new operation guardduty/filters CreateFilter
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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

const [kind = '', place = '', name = ''] = process.argv.slice(2);
const files = filesFor(kind, place, name);
if (files === undefined) {
  console.error(usage);
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
      ? 'Fill in the cases first, then run npm run generate and npm test.'
      : `Name it in src/operations/${place.split('/')[0]}/index.ts; the compiler asks for it.`,
  );
}
