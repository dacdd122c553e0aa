// Every step kind's `*.flow.json`, through the real engine and real runners for code.
import { afterAll, expect, test } from 'vitest';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { expectScenario, readScenarios } from '#tests/helpers/scenario-files.ts';
import { definitions } from './registry/definitions.ts';

const pool = createRunnerPool({ maxRunners: 2, spares: 1 });
afterAll(() => pool.close());

const scenarios = readScenarios(import.meta.dirname);

test.each(scenarios)('$file: $scenario.name', async ({ scenario }) => {
  await expectScenario(scenario, pool);
});

test.each(definitions.map(({ kind }) => kind))('%s has a scenario', (kind) => {
  expect(scenarios.filter(({ file }) => file.startsWith(`${kind}/`))).not.toEqual([]);
});
