// Plays a scenario in a session of the preview: the engine, its drivers and runners, and a clock that only the script moves.
// Invariant: ids and times are the same in every play, and the same as on the command line.
import { openSession } from '#host/preview/open-session.ts';
import { playScript } from '#host/preview/play-script.ts';
import type { Conversation } from '#shared/engine/conversation.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { Scenario } from '#shared/engine/scenario.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';

/** When every scenario begins: a Monday, noon in UTC. */
export const scenarioStart = Date.UTC(2026, 0, 5, 12);

interface Played {
  readonly events: readonly RunEvent[];
  readonly state: Conversation;
}

export async function playScenario(
  { project, script, testUser, workflow }: Scenario,
  pool: RunnerPool,
): Promise<Played> {
  const events: RunEvent[] = [];
  const session = openSession({
    id: 'conversation',
    turnPrefix: '',
    document: project,
    ...(testUser === undefined ? {} : { testUser }),
    ...(workflow === undefined ? {} : { workflow }),
    baseClock: () => scenarioStart,
    hasRealTimers: false,
    pool: () => pool,
    onRecord: ({ event }) => events.push(event),
  });
  await session.start();
  await playScript(session, script, project);
  return { events, state: session.state };
}
