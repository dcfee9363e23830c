/** Files of a new detection, by path. The cases fail until they say something true. */
export function detectionFiles(place: string, type: string): Record<string, string> {
  const folder = `detections/${place}`;
  const detection = `import {
  callerKey,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  succeeded,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: ['${type}'],
  severity: 2,
  reads: cloudTrail({ source: 'TODO.amazonaws.com', names: ['TODO'] }),
  about: {
    title: 'TODO: what happened, in a few words.',
    description: 'TODO: what it means, and when it is harmless.',
    remediation: 'TODO: what a responder does first.',
    tactic: 'TODO: MITRE ATT&CK tactic.',
    blindSpots: ['TODO: what this does not see.'],
  },
  observe(event) {
    if (!succeeded(event)) return undefined;
    return hit(event, {
      type: '${type}',
      severity: 2,
      key: callerKey(event),
      title: \`TODO \${callerName(event)}.\`,
      description: \`TODO \${callerName(event)} called \${event.name}.\`,
    });
  },
});
`;
  const quiet = (name: string) => ({ name, records: [], hits: [] });
  const cases = {
    cases: [
      { name: 'fires: TODO', records: [], hits: [{ type, severity: 2, key: 'TODO' }] },
      quiet('stays quiet: TODO, the firing case with one field changed'),
      quiet('stays quiet: TODO'),
    ],
  };
  return {
    [`${folder}/detection.ts`]: detection,
    [`${folder}/cases.json`]: `${JSON.stringify(cases, null, 2)}\n`,
  };
}

/** The file of a new operation and its test, by path. */
export function operationFiles(
  place: string,
  name: string,
  fileName: string,
): Record<string, string> {
  const value = name[0]?.toLowerCase() + name.slice(1);
  const folder = `src/operations/${place}`;
  const operation = `import { operation } from '../operation.ts';

/** TODO: what it changes, for whom, and what it refuses. */
export const ${value} = operation('${name}', async (_input, _context) => {
  throw new Error('${name} is not written yet');
});
`;
  const test = `import { describe, expect, test } from 'vitest';
import { ${value} } from './${fileName}.ts';

describe('${name}', () => {
  test('TODO: what it does', () => {
    expect(${value}.writes).toBe('TODO');
  });
});
`;
  return {
    [`${folder}/${fileName}.ts`]: operation,
    [`${folder}/${fileName}.test.ts`]: test,
  };
}
