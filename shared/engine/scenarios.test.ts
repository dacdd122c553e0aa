// The rules of docs/engine.md, each shown by scenarios: played in a session here, by processes in cli/scenarios.slow.test.ts.
import { readFileSync } from 'node:fs';
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

test('every rule has a scenario, and every scenario shows a rule', () => {
  const sections = rulesBySection();
  const shown = new Set(scenarios.map(({ scenario }) => scenario.rule));
  const required = [...sections].flatMap(([section, rules]) => (rules.length === 0 ? section : rules));
  expect(required.filter((rule) => !shown.has(rule))).toEqual([]);
  const known = new Set([...sections.keys(), ...required]);
  expect([...shown].filter((rule) => !known.has(rule))).toEqual([]);
});

/** Sections of the page that say no rule of a conversation. */
const otherSections: readonly string[] = ['Using it', 'Checks', 'Run events', 'Speed'];
/**
 * A script has no way to cancel a turn and no debugger: run-turn.test.ts shows these. The simulator's answers always fit, and
 * drafts are no events: steps/prompt/execute.test.ts.
 */
const withoutScenario: readonly string[] = ['Turn 8', 'Turn 9', 'Prompt: Repair', 'Prompt: Drafts'];

/** `Turn 3` for a numbered rule, `Templates: Dates` for one that begins with its name; sections without either are one rule. */
function rulesBySection(): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(join(import.meta.dirname, '../../docs/engine.md'), 'utf8');
  const sections = new Map<string, readonly string[]>();
  for (const text of page.split(/^## /mu).slice(1)) {
    const section = text.split('\n', 1)[0] ?? '';
    if (otherSections.includes(section)) continue;
    const numbered = [...text.matchAll(/^(\d+)\. /gmu)].map(([, number]) => `${section} ${number}`);
    const named = [...text.matchAll(/^- _([^_]+)_/gmu)].map(([, name]) => `${section}: ${name}`);
    const rules = [...numbered, ...named].filter((rule) => !withoutScenario.includes(rule));
    sections.set(section, rules);
  }
  return sections;
}
