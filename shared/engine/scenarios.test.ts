// The rules of the engine, each shown by scenarios: played in a session here, by processes in cli/scenarios.slow.test.ts.
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { expectScenario, readScenarios } from '#tests/helpers/scenario-files.ts';

/** The sections of docs/engine.md, and what the larger ones consist of. */
const rules = [
  'State',
  'Turn 1',
  'Turn 2',
  'Turn 3',
  'Turn 4',
  'Turn 5',
  'Turn 6',
  'Turn 7',
  'args',
  'Templates',
  'Edges and ports',
  'Jump',
  'Mode',
  'Parent',
  'Ref',
  'Choice',
  'Wait',
  'No activity',
  'Escalation',
  'Effects and determinism',
  'Editing under a conversation',
];

const pool = createRunnerPool({ maxRunners: 2, spares: 1 });
afterAll(() => pool.close());

const scenarios = readScenarios(join(import.meta.dirname, 'scenarios'));

test.each(scenarios)('$file: $scenario.name', async ({ scenario }) => {
  await expectScenario(scenario, pool);
});

test('every rule is shown by a scenario, and every scenario shows a rule', () => {
  expect(new Set(scenarios.map(({ scenario }) => scenario.rule))).toEqual(new Set(rules));
});

test('a scenario has the name of its rule', () => {
  const misnamed = scenarios.filter(({ file, scenario }) => !file.startsWith(nameOf(scenario.rule)));
  expect(misnamed.map(({ file }) => file)).toEqual([]);
});

function nameOf(rule: string): string {
  return rule.toLowerCase().replaceAll(' ', '-');
}
