import { expect, test } from 'vitest';
import { PendingEdits } from './pending-edits.ts';
import { step } from './project.testing.ts';

function pendingAt() {
  const clock = { now: 0 };
  const pending = new PendingEdits(() => clock.now);
  const type = (name: string, at: number): void => {
    clock.now = at;
    const patches = [{ collection: 'steps' as const, id: 'a', value: { ...step('a'), name } }];
    pending.add({ label: 'Rename step', coalesceKey: 'name:a', patches });
  };
  const sent: { readonly key: string | undefined; readonly patches: number }[] = [];
  const send = (): void => {
    for (let edit = pending.first; edit !== undefined; edit = pending.first) {
      sent.push({ key: edit.coalesceKey, patches: edit.patches.length });
      pending.removeFirst();
    }
  };
  return { pending, type, send, sent };
}

test('what is typed in a row while the host is away is one edit, and after a pause another undo step', () => {
  const { type, send, sent } = pendingAt();
  type('A', 0);
  type('Ab', 1500);
  type('Abc', 6000);
  send();
  expect(sent).toHaveLength(2);
  expect(sent[0]?.key).not.toBe(sent[1]?.key);
});

test('what goes on after a sent edit belongs to it only when no pause was made, however late the host hears of it', () => {
  const { pending, type, send, sent } = pendingAt();
  type('A', 0);
  const { first } = pending;
  if (first !== undefined) first.isSent = true;
  type('Ab', 1000);
  type('Abc', 4000);
  send();
  const [one, two, three] = sent.map(({ key }) => key);
  expect(one).toMatch(/^name:a /);
  expect(two).toBe(one);
  expect(three).not.toBe(one);
});

test('another change in between ends the row', () => {
  const { pending, type, send, sent } = pendingAt();
  type('A', 0);
  pending.add({ label: 'Delete step', patches: [{ collection: 'steps', id: 'b', value: null }] });
  type('Ab', 100);
  send();
  expect(sent.map(({ key }) => key !== undefined)).toEqual([true, false, true]);
  expect(sent[0]?.key).not.toBe(sent[2]?.key);
});
