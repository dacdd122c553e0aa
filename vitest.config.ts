import { defineConfig } from 'vitest/config';

const everywhere = '{cli,electron,renderer,runtime,scripts,shared,tests}/**';
/** Tests that start a process for each of many cases: part of `npm test`, left out of `npm run verify`. */
const slow = `${everywhere}/*.slow.test.ts`;

export default defineConfig({
  test: {
    pool: 'forks',
    // All cores: by default one of them stays idle, which is half of a small machine.
    maxWorkers: '100%',
    // isolated-vm needs this flag in any process it is loaded into.
    execArgv: ['--no-node-snapshot'],
    passWithNoTests: false,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: [`${everywhere}/*.test.{ts,tsx}`], exclude: [slow] },
      },
      { extends: true, test: { name: 'slow', include: [slow] } },
    ],
  },
});
