import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDocument } from '../read-document.ts';
import { findExport } from './find-export.ts';
import { migrationTemplates, type Target } from './migration-templates.ts';

const target: Target = { destinationArn: { Ref: 'BucketArn' }, kmsKeyArn: 'arn:aws:kms:::key/k' };

function templatesOf(text: string) {
  const found = findExport(text);
  if (found === undefined) throw new Error('nothing to migrate');
  return { found, ...migrationTemplates(text, found, target) };
}

interface Content {
  readonly Resources: Readonly<Record<string, object>>;
}
const contentOf = (text: string) => readDocument('t', text).value as Content;
const resourcesOf = (text: string) => contentOf(text).Resources;

describe.each([
  ['docs/examples/guardduty-in-every-account.yaml', 'Destination'],
  ['src/baseline/fixtures/exported-by-function.yaml', 'FindingsDestination'],
])('%s', (file, name) => {
  const text = readFileSync(file, 'utf8');
  const { found, native, keeping, importing, final } = templatesOf(text);

  it('changes only what has to, one step at a time', () => {
    expect(native).toBe(name);
    const { function: maker, custom } = found;
    const Migrating = 'its destination becomes a resource of its own';
    const before = resourcesOf(text);
    expect(contentOf(keeping)).toEqual({
      ...contentOf(text),
      Resources: {
        ...before,
        [maker]: { ...before[maker], Metadata: { VedetteBaseline: { Migrating } } },
        [custom]: { ...before[custom], DeletionPolicy: 'Retain' },
      },
    });
    expect(contentOf(importing)).toEqual({
      ...contentOf(keeping),
      Resources: {
        ...resourcesOf(keeping),
        [native]: {
          ...{ Type: 'AWS::GuardDuty::PublishingDestination', DeletionPolicy: 'Retain' },
          Properties: {
            ...{ DetectorId: { Ref: found.detector }, DestinationType: 'S3' },
            DestinationProperties: {
              ...{ DestinationArn: { Ref: 'BucketArn' }, KmsKeyArn: 'arn:aws:kms:::key/k' },
            },
          },
        },
      },
    });
    expect(Object.keys(resourcesOf(final))).toEqual(['Detector', native]);
    expect(final).not.toContain('Retain');
  });

  it('goes on from where it was left', () => {
    const again = templatesOf(importing);
    expect(again.native).toBe(native);
    expect(contentOf(again.final)).toEqual(contentOf(final));
  });

  it('is JSON where it was JSON', () => {
    const json = JSON.stringify(contentOf(text));
    expect(JSON.parse(templatesOf(json).final)).toEqual(contentOf(final));
  });
});

it('tells outputs of the destination, and says which it cannot tell', () => {
  const text = readFileSync('docs/examples/guardduty-in-every-account.yaml', 'utf8');
  const more = `${text}  Function: {Value: !Ref ExportFunction}\n`;
  const { final, lostOutputs } = templatesOf(more);
  expect(lostOutputs).toEqual(['Function']);
  expect(parse(final, { logLevel: 'silent' }).Outputs.DestinationId.Value).toEqual({
    'Fn::GetAtt': ['Destination', 'Id'],
  });
});
