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
  const key = 'AIDAEXAMPLE0000MARIA';
  const cases = {
    cases: [
      { name: 'TODO', records: [recordOf({})], hits: [{ type, severity: 2, key }] },
      {
        name: 'the same call is refused: differs in the error',
        records: [recordOf({ errorCode: 'AccessDenied' })],
        hits: [],
      },
      {
        name: 'TODO: what looks like it and is harmless',
        records: [recordOf({ requestParameters: { TODO: 'harmless' } })],
        hits: [],
      },
    ],
  };
  return {
    [`${folder}/detection.ts`]: detection,
    [`${folder}/cases.json`]: `${JSON.stringify(cases, null, 2)}\n`,
  };
}

/** A call as CloudTrail records it, of an account and from an address that are nobody's. */
function recordOf(more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE0000MARIA',
      arn: 'arn:aws:iam::111122223333:user/maria.example',
      accountId: '111122223333',
      accessKeyId: 'AKIAEXAMPLE000MARIA1',
      userName: 'maria.example',
    },
    eventTime: '2026-03-02T09:14:27Z',
    eventSource: 'TODO.amazonaws.com',
    eventName: 'TODO',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.17',
    userAgent: 'aws-cli/2.17.0',
    requestParameters: { TODO: 'as a real record has it' },
    responseElements: null,
    requestID: '00000000-0000-4000-8000-000000000001',
    eventID: '00000000-0000-4000-8000-000000000002',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...more,
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
