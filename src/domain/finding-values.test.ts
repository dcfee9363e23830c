import { readFileSync } from 'node:fs';
import type { Finding } from '@aws-sdk/client-guardduty';
import { describe, expect, it } from 'vitest';
import { guardduty } from '../api/wire/guardduty.ts';
import type { WireType } from '../api/wire/shapes.ts';
import { dateOf } from '../lib/clock.ts';
import { ADDITIONAL_INFO_PATHS_MAX, FIELD_VALUES_MAX } from '../limits.ts';
import { FINDING_FIELDS } from './finding-fields.ts';
import { additionalInfoValues, fieldValues, hasPath } from './finding-values.ts';

const lists = JSON.parse(readFileSync('scripts/data/finding-filter-fields.json', 'utf8')) as {
  readonly create_filter: readonly string[];
};

/** The API reference names them as fields of filters, and no finding has such a member. */
const WITHOUT_MEMBER = [
  /^resource\.accessKeyDetails\.userIdentity\./,
  /^resource\.rdsDbInstanceDetails\.(dbSecurityGroups|vpcSecurityGroups)\./,
  /^resource\.rdsDbInstanceDetails\.(vpcId|publiclyAccessible|iamDatabaseAuthenticationEnabled)$/,
  /^service\.additionalInfo\./,
  /^service\.detection\.sequence\.resources\.data\.iamInstanceProfile\.id$/,
];

function plant(type: WireType, names: readonly string[], leaf: string): unknown {
  const shape = type.startsWith('#') ? guardduty.shapes[type.slice(1)] : undefined;
  if (shape?.kind === 'list') return [plant(shape.member, names, leaf)];
  const [name, ...rest] = names;
  if (name === undefined) return leaf;
  if (shape?.kind !== 'structure') throw new Error(`Nothing is called ${name} in ${type}.`);
  // Host namespaces are written `hostIPC` on the wire and `hostIpc` in filters.
  const found = Object.entries(shape.members).find(
    ([member, { wire }]) => (wire ?? member).toLowerCase() === name.toLowerCase(),
  );
  if (found === undefined) throw new Error(`${type} has no member for ${name}.`);
  const [member, { type: inner }] = found;
  return { [member]: plant(inner, rest, leaf) };
}

describe('fieldValues', () => {
  const readable = lists.create_filter.filter(
    (field) =>
      field !== 'service.archived' && !WITHOUT_MEMBER.some((pattern) => pattern.test(field)),
  );

  it('reads every field of the API reference by its name on the wire', () => {
    expect(readable.length).toBeGreaterThan(500);
    for (const field of readable) {
      const finding = plant('#Finding', field.split('.'), 'planted') as Finding;
      expect(fieldValues(finding, field), field).toEqual([{ text: 'planted' }]);
      expect(hasPath(finding, field)).toBe(true);
      const parent = field.split('.').slice(0, -1).join('.');
      if (parent !== '') expect(hasPath(finding, parent)).toBe(true);
    }
  });

  it('lists only fields that the API reference or the user guide names', () => {
    const known = new Set(lists.create_filter);
    expect(FINDING_FIELDS.filter((field) => !known.has(field))).toEqual([]);
  });

  it('writes timestamps as milliseconds, wherever they come from', () => {
    const finding = {
      CreatedAt: '2026-01-01T00:00:00.250Z',
      Service: { EventFirstSeen: '2026-01-01T00:00:01Z', EventLastSeen: 'yesterday' },
      Resource: { S3BucketDetails: [{ CreatedAt: dateOf(5) }] },
    } as unknown as Finding;
    const first = Date.UTC(2026, 0, 1);
    expect(fieldValues(finding, 'createdAt')).toEqual([
      { text: String(first + 250), number: first + 250 },
    ]);
    expect(fieldValues(finding, 'service.eventFirstSeen')[0]?.number).toBe(first + 1000);
    expect(fieldValues(finding, 'service.eventLastSeen')).toEqual([{ text: 'yesterday' }]);
    expect(fieldValues(finding, 'resource.s3BucketDetails.createdAt')).toEqual([
      { text: '5', number: 5 },
    ]);
  });

  it('flattens arrays in arrays, and has nothing where a part is missing', () => {
    const finding = {
      Resource: {
        InstanceDetails: {
          NetworkInterfaces: [
            { SecurityGroups: [{ GroupId: 'a' }, {}, { GroupId: 'b' }] },
            {},
            { SecurityGroups: [{ GroupId: 'c' }] },
          ],
        },
      },
    } as unknown as Finding;
    const groups = 'resource.instanceDetails.networkInterfaces.securityGroups.groupId';
    expect(fieldValues(finding, groups).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(fieldValues(finding, 'resource.s3BucketDetails.name')).toEqual([]);
    expect(hasPath(finding, 'resource.s3BucketDetails')).toBe(false);
  });

  it('says of a finding without the flag that it is not archived', () => {
    expect(fieldValues({} as Finding, 'service.archived')).toEqual([{ text: 'false' }]);
    const archived = { Service: { Archived: true } } as unknown as Finding;
    expect(fieldValues(archived, 'service.archived')).toEqual([{ text: 'true' }]);
  });

  it('stops at a limit', () => {
    const Tags = Array.from({ length: FIELD_VALUES_MAX + 50 }, (_, n) => ({ Key: `k${n}` }));
    const finding = { Resource: { S3BucketDetails: [{ Tags }] } } as unknown as Finding;
    const values = fieldValues(finding, 'resource.s3BucketDetails.tags.key');
    expect(values).toHaveLength(FIELD_VALUES_MAX);
    expect(values.at(-1)).toEqual({ text: `k${FIELD_VALUES_MAX - 1}` });
  });
});

describe('additionalInfoValues', () => {
  const withInfo = (Value: string) => ({ Service: { AdditionalInfo: { Value } } }) as Finding;

  it('reads the JSON text that the API carries', () => {
    const finding = withInfo(
      '{"sample":true,"unusual":{"ports":[22,[80]],"by":{"a.b":"x"}},"none":null}',
    );
    expect(additionalInfoValues(finding)).toEqual(
      new Map([
        ['service.additionalInfo.sample', [{ text: 'true' }]],
        [
          'service.additionalInfo.unusual.ports',
          [
            { text: '22', number: 22 },
            { text: '80', number: 80 },
          ],
        ],
        ['service.additionalInfo.unusual.by.a.b', [{ text: 'x' }]],
      ]),
    );
    expect(fieldValues(finding, 'service.additionalInfo.sample')).toEqual([{ text: 'true' }]);
  });

  it.each(['', 'not JSON', '[1]', '"text"', 'null'])('has nothing for %j', (text) => {
    expect(additionalInfoValues(withInfo(text)).size).toBe(0);
  });

  it('stops at its limits', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, [n, n]]));
    const found = additionalInfoValues(withInfo(JSON.stringify(many)));
    expect(found.size).toBe(ADDITIONAL_INFO_PATHS_MAX);
    expect(found.get('service.additionalInfo.k0')).toHaveLength(2);
    const long = additionalInfoValues(withInfo(JSON.stringify({ k: Array(999).fill('x') })));
    expect(long.get('service.additionalInfo.k')).toHaveLength(FIELD_VALUES_MAX);
    const deep = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`;
    expect(additionalInfoValues(withInfo(deep)).size).toBe(0);
  });
});
