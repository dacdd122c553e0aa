import { expect, test } from 'vitest';
import type { RunRecord } from '#shared/ipc/views.ts';
import { applyRecords, noTurn } from './live-turn.ts';

let seq = 0;
const record = (event: RunRecord['event']): RunRecord => ({ seq: (seq += 1), at: 0, event });

test('the running step and the path taken are known while the turn runs', () => {
  const turn = applyRecords(noTurn, [
    record({ type: 'turn.started' }),
    record({ type: 'step.started', id: 'a', kind: 'reply' }),
    record({ type: 'step.ended', id: 'a', port: 'next', outcome: 'take' }),
    record({ type: 'edge.taken', id: 'e' }),
    record({ type: 'step.started', id: 'b', kind: 'code' }),
  ]);
  expect(turn.isRunning).toBe(true);
  expect(turn.runningStepId).toBe('b');
  expect([...turn.visitedStepIds]).toEqual(['a', 'b']);
  expect([...turn.takenEdgeIds]).toEqual(['e']);
  expect(turn.rows.map(({ state, port }) => [state, port])).toEqual([
    ['done', 'next'],
    ['running', null],
  ]);
});

test('a new turn begins a new path and keeps what was said before its view came', () => {
  const first = applyRecords(noTurn, [
    record({ type: 'turn.started' }),
    record({ type: 'reply', id: 'r', content: 'Hi', assistantId: 'dia' }),
    record({ type: 'turn.ended' }),
  ]);
  const second = applyRecords(first, [record({ type: 'turn.started' })]);
  expect(second.visitedStepIds.size).toBe(0);
  expect(second.messages).toEqual([{ id: 'r', content: 'Hi', assistantId: 'dia', isSimulated: false }]);
});

test('events it does not know, or cannot read, pass by', () => {
  const turn = applyRecords(noTurn, [record({ type: 'weather.changed' }), record({ type: 'edge.taken' })]);
  expect(turn).toEqual(noTurn);
});

test('what the simulator led to is marked at once, and what follows it is not', () => {
  const reply = (id: string) => record({ type: 'reply', id, content: 'Hi', assistantId: 'dia' });
  const turn = applyRecords(noTurn, [
    record({ type: 'turn.started' }),
    record({ type: 'model.answered', model: 'simulator' }),
    reply('one'),
    reply('two'),
  ]);
  expect(turn.messages.map(({ isSimulated }) => isSimulated)).toEqual([true, false]);
});
