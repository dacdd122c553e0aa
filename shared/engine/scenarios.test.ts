// The rules of the engine, each shown by scenarios: played in a session here, by real processes in cli/scenarios.test.ts.
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { expectScenario, readScenarios } from '#tests/helpers/scenario-files.ts';

const pool = createRunnerPool({ maxRunners: 2, spares: 1 });
afterAll(() => pool.close());

const scenarios = readScenarios(join(import.meta.dirname, 'scenarios'));

test.each(scenarios)('$file: $scenario.name', async ({ scenario }) => {
  await expectScenario(scenario, pool);
});
