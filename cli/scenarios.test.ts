// The scenarios of engine and step kinds, played by the command line.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Scenario } from '#shared/engine/scenario.ts';
import { matchEvents } from '#tests/helpers/match-events.ts';
import { scenarioStart } from '#tests/helpers/play-scenario.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { readScenarios } from '#tests/helpers/scenario-files.ts';
import { call, linesOf } from './command-line.testing.ts';

function argumentsOf({ project, script, testUser, workflow }: Scenario): string[] {
  const folder = temporaryFolder();
  const files = { project: join(folder, 'project.json'), script: join(folder, 'script.json') };
  writeFileSync(files.project, JSON.stringify(project));
  writeFileSync(files.script, JSON.stringify(script));
  const at = new Date(scenarioStart).toISOString();
  return [
    'run',
    files.project,
    '--json',
    `--script=${files.script}`,
    `--at=${at}`,
    ...(testUser === undefined ? [] : ['--test-user', testUser]),
    ...(workflow === undefined ? [] : ['--workflow', workflow]),
  ];
}

test.each(readScenarios(join(import.meta.dirname, '../shared')))(
  '$file: $scenario.name',
  async ({ scenario }) => {
    const { exitCode, out, complaint } = await call(...argumentsOf(scenario));
    expect(complaint).toBe('');
    const events = linesOf(out).map((line) => JSON.parse(line));
    expect(matchEvents(scenario.expect, scenario.observe, events) ?? '').toBe('');
    expect(exitCode).toBe(events.some(({ type }) => type === 'turn.failed') ? 1 : 0);
  },
);
