import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{cli,electron,renderer,runtime,scripts,shared,tests}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // isolated-vm needs this flag in any process it is loaded into.
    execArgv: ['--no-node-snapshot'],
    passWithNoTests: false,
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
