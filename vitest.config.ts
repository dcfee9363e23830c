import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,detections,console,scripts,bench,test}/**/*.test.ts'],
    exclude: ['test/outside/**', 'node_modules/**'],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
