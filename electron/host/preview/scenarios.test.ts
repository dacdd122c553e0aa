// The scenarios of engine and step kinds, played by a preview session.
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { matchEvents } from '#tests/helpers/match-events.ts';
import { scenarioStart } from '#tests/helpers/play-scenario.ts';
import { readScenarios } from '#tests/helpers/scenario-files.ts';
import type { SessionRecord } from './conversation-log.ts';
import { openSession } from './open-session.ts';
import { playScript } from './play-script.ts';

const pool = createRunnerPool({ maxRunners: 2, spares: 1 });
afterAll(() => pool.close());

test.each(readScenarios(join(import.meta.dirname, '../../../shared')))(
  '$file: $scenario.name',
  async ({ scenario }) => {
    const records: SessionRecord[] = [];
    const session = openSession({
      id: 'conversation',
      turnPrefix: '',
      document: scenario.project,
      ...(scenario.testUser === undefined ? {} : { testUser: scenario.testUser }),
      ...(scenario.workflow === undefined ? {} : { workflow: scenario.workflow }),
      baseClock: () => scenarioStart,
      hasRealTimers: false,
      pool: () => pool,
      onRecord: (record) => records.push(record),
    });
    await session.start();
    await playScript(session, scenario.script, scenario.project);
    const events = records.map(({ event }) => event);
    expect(matchEvents(scenario.expect, scenario.observe, events) ?? '').toBe('');
    expect(session.state).toMatchObject(scenario.expectState ?? {});
  },
);
