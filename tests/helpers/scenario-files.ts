// Scenario files (`*.flow.json`) of a folder, and what makes one of them pass.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Scenario, scenarioSchema } from '#shared/engine/scenario.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { matchEvents } from './match-events.ts';
import { playScenario } from './play-scenario.ts';

export interface ScenarioFile {
  /** Path below the folder, for the test's name. */
  readonly file: string;
  readonly scenario: Scenario;
}

/** All scenario files below a folder; one that does not fit the format fails with its name. */
export function readScenarios(folder: string): readonly ScenarioFile[] {
  return globSync('**/*.flow.json', { cwd: folder })
    .toSorted()
    .map((file) => {
      const parsed = scenarioSchema.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      if (!parsed.success) throw new Error(`${file} is not a scenario: ${parsed.error.message}`);
      return { file, scenario: parsed.data };
    });
}

/** Plays a scenario and fails the test with a diff of events, or of the state at the end. */
export async function expectScenario(scenario: Scenario, pool: RunnerPool): Promise<void> {
  const { events, state } = await playScenario(scenario, pool);
  expectEvents(scenario, events);
  expect(state).toMatchObject(scenario.expectState ?? {});
}

/** Fails the test with a diff when other events happened than the scenario expects. */
export function expectEvents(
  { expect: expected, observe }: Scenario,
  events: Parameters<typeof matchEvents>[2],
): void {
  expect(matchEvents(expected, observe, events) ?? '').toBe('');
}
