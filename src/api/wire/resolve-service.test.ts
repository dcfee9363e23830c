import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { resolveService } from './resolve-service.ts';
import { wireServices } from './wire-services.ts';

const require = createRequire(import.meta.url);

describe('the wire tables', () => {
  it.each(Object.values(wireServices).map((wire) => [wire.service, wire] as const))(
    '%s: every name leads to a shape, every pattern compiles',
    (_name, wire) => {
      const service = resolveService(wire);
      expect([...service.operations.keys()]).toEqual(Object.keys(wire.operations));
    },
  );

  it.each(['guardduty', 'sts', 'organizations'] as const)(
    '%s has every operation that its SDK client can send',
    (name) => {
      const sdk = require(`@aws-sdk/client-${name}`) as Record<string, unknown>;
      const commands = Object.keys(sdk)
        .filter((key) => key.endsWith('Command') && !key.startsWith('$'))
        .map((key) => key.slice(0, -'Command'.length));
      expect(Object.keys(wireServices[name].operations).sort()).toEqual(commands.sort());
    },
  );

  it('holds nothing that no operation or error leads to', () => {
    for (const wire of Object.values(wireServices)) {
      const operations = Object.values(wire.operations);
      const errors = Object.entries(wire.shapes).filter(
        ([, shape]) => shape.kind === 'structure' && shape.error,
      );
      const open = [
        ...operations.flatMap(({ input, output }) => [input, output]),
        ...errors.map(([name]) => name),
      ].filter((name) => name !== null);
      const reached = new Set<string>();
      while (open.length > 0) {
        const name = open.pop();
        if (name === undefined || reached.has(name)) continue;
        reached.add(name);
        const names = JSON.stringify(wire.shapes[name]).matchAll(/"#(\w+)"/g);
        open.push(...[...names].map(([, found]) => String(found)));
      }
      expect(Object.keys(wire.shapes).filter((name) => !reached.has(name))).toEqual([]);
    }
  });

  it('refuses a table that names what it lacks', () => {
    const wire = { ...wireServices.vedette, shapes: {} };
    expect(() => resolveService(wire)).toThrow('vedette has no shape CreateStandaloneAccountReq');
  });
});
