import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate, type Verdict } from './evaluate.ts';
import { fullRequest, type ShortRequest } from './testing.ts';

interface Group {
  /** One sentence: what AWS does. */
  readonly rule: string;
  readonly given: ShortRequest;
  readonly cases: readonly (ShortRequest & { readonly expect: string })[];
}

const folder = new URL('./cases/', import.meta.url);
const groups = readdirSync(folder)
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Group[]);

/** `allowed`, `no <kind of policy>` where none allowed, `deny by <kind of policy>`. */
function inWords({ allowed, deniedBy, refusedBy }: Verdict): string {
  if (allowed) return 'allowed';
  return deniedBy === undefined ? `no ${refusedBy}` : `deny by ${deniedBy.layer}`;
}

describe('evaluate', () => {
  it('has at least 300 cases, each under a rule of its own', () => {
    expect(groups.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(300);
    expect(new Set(groups.map(({ rule }) => rule)).size).toBe(groups.length);
  });

  it.each(groups)('$rule', ({ given, cases }) => {
    const found = cases.map((one) => {
      const verdict = evaluate(fullRequest({ ...given, ...one }));
      return { ...one, expect: inWords(verdict) };
    });
    expect(found).toEqual(cases);
  });

  it('names the statement that denied', () => {
    const request = fullRequest({
      identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      scps: [
        [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Sid: 'Guard', Effect: 'Deny', Action: 'guardduty:*', Resource: '*' },
        ],
      ],
    });
    const verdict = evaluate(request);
    expect(verdict).toEqual({
      allowed: false,
      resource: '*',
      reason: 'with an explicit deny in a service control policy',
      refusedBy: 'service control policy',
      deniedBy: {
        layer: 'service control policy',
        policy: 'level 0',
        statement: 1,
        sid: 'Guard',
      },
      allowedBy: [],
    });
  });

  it('names what allowed, layer by layer', () => {
    const Allow = { Effect: 'Allow', Action: '*', Resource: '*' };
    const verdict = evaluate(
      fullRequest({
        principal: 'role',
        identity: [Allow],
        boundary: [Allow],
        session: [[Allow]],
        scps: [[Allow], [Allow]],
      }),
    );
    expect(verdict.allowedBy.map(({ layer, policy }) => `${layer}: ${policy}`)).toEqual([
      'service control policy: level 0',
      'service control policy: level 1',
      'identity-based policy: identity',
      'permissions boundary: boundary',
      'session policy: session',
    ]);
  });

  it("ends AWS's sentence", () => {
    const reasonOf = (short: ShortRequest) => evaluate(fullRequest(short)).reason;
    const Allow = { Effect: 'Allow', Action: '*', Resource: '*' };
    const Deny = { ...Allow, Effect: 'Deny' };
    const action = 'iam:CreateUser';
    expect(reasonOf({ action })).toBe(
      'because no identity-based policy allows the iam:CreateUser action',
    );
    expect(reasonOf({ action, scps: [[]] })).toBe(
      'because no service control policy allows the iam:CreateUser action',
    );
    expect(reasonOf({ identity: [Deny] })).toBe(
      'with an explicit deny in an identity-based policy',
    );
    expect(reasonOf({ identity: [Allow], boundary: [Deny] })).toBe(
      'with an explicit deny in a permissions boundary',
    );
    const trust = [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }];
    expect(reasonOf({ action: 'sts:AssumeRole', trust })).toBe(
      'with an explicit deny in the role trust policy',
    );
    expect(reasonOf({ action: 'sts:AssumeRole', trust: [] })).toContain('no identity-based');
  });

  it('is not to be asked about nothing', () => {
    expect(() => evaluate({ ...fullRequest({}), resources: [] })).toThrow('names no resource');
  });
});
