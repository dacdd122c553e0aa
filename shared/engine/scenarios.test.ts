import { afterAll, expect, test } from 'vitest';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { scenarioDriver } from '#tests/helpers/scenario-driver.ts';
import { expectScenario, readScenarios } from '#tests/helpers/scenario-files.ts';

const pool = createRunnerPool({ maxRunners: 2, spares: 1 });
afterAll(() => pool.close());

const scenarios = readScenarios(import.meta.dirname);

test.each(scenarios)('$file: $scenario.name', async ({ scenario }) => {
  await expectScenario(scenario, scenarioDriver(pool));
});
