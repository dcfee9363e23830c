import { writeZip } from '../lib/zip.ts';
import { cfnResponseJs } from './cfn-response-js.ts';
import { cfnResponsePy } from './cfn-response-py.ts';

/** Does the text bring in the module with which custom resources answer? */
const IMPORTS_PY = /^\s*(import cfnresponse|from cfnresponse import)\b/m;
const REQUIRES_JS = /require\(\s*['"]cfn-response['"]\s*\)/;

/**
 * The archive that CloudFormation makes of a template's `Code.ZipFile`: the text as `index.py` or
 * `index.js`, and beside it the module for answers where the text brings it in. Undefined for a
 * runtime that takes no inline code.
 */
export function inlineArchive(runtime: string, source: string): Uint8Array | undefined {
  if (runtime.startsWith('python')) {
    const isAnswering = IMPORTS_PY.test(source);
    return writeZip({
      'index.py': source,
      ...(isAnswering && { 'cfnresponse.py': cfnResponsePy }),
    });
  }
  if (!runtime.startsWith('nodejs')) return undefined;
  const isAnswering = REQUIRES_JS.test(source);
  return writeZip({
    'index.js': source,
    ...(isAnswering && { 'node_modules/cfn-response/index.js': cfnResponseJs }),
  });
}
