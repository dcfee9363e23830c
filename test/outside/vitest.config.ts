import { defineConfig } from 'vitest/config';

/** The built server against programs and data that are not ours: `npm run test:outside`. */
export default defineConfig({
  test: {
    include: ['test/outside/**/*.test.ts'],
    reporters: ['verbose', './test/closing-line.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
