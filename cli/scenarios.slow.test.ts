// The scenarios of engine and step kinds, each played by a command, every tenth by a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Scenario, ScriptAction } from '#shared/engine/scenario.ts';
import { scenarioStart } from '#tests/helpers/play-scenario.ts';
import { expectEvents, readScenarios } from '#tests/helpers/scenario-files.ts';
import { type Answer, call, linesOf } from './command-line.testing.ts';

const repository = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'dialogram-scenarios-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const eventSchema = z.looseObject({ type: z.string() });

const scenarios = readScenarios(join(repository, 'shared')).map((each, index) => ({
  ...each,
  play: index % 10 === 0 ? inProcess : call,
}));

// Each keeps one core busy.
vi.setConfig({ maxConcurrency: 2 });

test.concurrent.each(scenarios)('$file: $scenario.name', async ({ file, scenario, play }) => {
  const { exitCode, out, complaint } = await play(...argumentsOf(file, scenario));
  expect(complaint).toBe('');
  const events = linesOf(out).map((line) => eventSchema.parse(JSON.parse(line)));
  expectEvents(scenario, events);
  expect(exitCode).toBe(events.some(({ type }) => type === 'turn.failed') ? 1 : 0);
});

async function inProcess(...args: readonly string[]): Promise<Answer> {
  const child = spawn(process.execPath, ['cli/main.ts', ...args], {
    cwd: repository,
    // Halves the time that a process takes to start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exitCode: child.exitCode ?? 2, out, complaint };
}

function argumentsOf(name: string, { project, script, testUser, workflow }: Scenario): string[] {
  return [
    'run',
    written(`${name}.project`, project),
    '--json',
    `--at=${new Date(scenarioStart).toISOString()}`,
    ...(testUser === undefined ? [] : [`--test-user=${testUser}`]),
    ...(workflow === undefined ? [] : [`--workflow=${workflow}`]),
    ...(scriptOptions(script) ?? [`--script=${written(`${name}.script`, script)}`]),
  ];
}

function written(name: string, content: unknown): string {
  const path = join(folder, name.replaceAll('/', '-'));
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** A script as options; undefined when there is none for one of its actions. */
function scriptOptions(script: readonly ScriptAction[]): string[] | undefined {
  const options = script.map(optionOf);
  return options.every((option) => option !== undefined) ? options : undefined;
}

function optionOf(action: ScriptAction): string | undefined {
  if ('say' in action) return `--say=${action.say}`;
  if ('skip' in action) return `--skip=${action.skip}`;
  if ('pick' in action && typeof action.pick === 'string') return `--pick=${action.pick}`;
  return undefined;
}
