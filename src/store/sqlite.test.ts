import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { storeConformance } from './conformance.ts';
import { openStore } from './open-store.ts';

describe('in memory', () => storeConformance(() => openStore(':memory:')));

describe('in a data directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-store-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let opened = 0;
  storeConformance(() => {
    opened += 1;
    return openStore(join(folder, String(opened)));
  });
});
