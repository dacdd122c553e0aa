import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunEvent } from '#shared/engine/events.ts';
import type { AuditEntry } from '#shared/ipc/actions.ts';
import { auditLimits, openAuditLog } from './audit-log.ts';
import { auditText } from './audit-text.ts';
import { AuditTrail } from './audit-trail.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noon = Date.parse('2026-05-04T12:00:00Z');

const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 'e',
  at: noon,
  actionId: 'a1',
  name: 'Check order',
  caller: 'tool',
  stepId: 's1',
  who: { id: 'u1', name: 'Jane', identity: 'verified' },
  inputs: { order: '1042' },
  outcome: 'done',
  code: null,
  approval: null,
  durationMs: 12,
  requestIds: ['r-1'],
  isPretended: false,
  ...change,
});

test('entries are there after another start, newest first, and each project has its own', () => {
  openAuditLog(folder, () => noon).add('shop', entry({ id: 'first' }));
  const log = openAuditLog(folder, () => noon);
  log.add('shop', entry({ id: 'second' }));
  log.add('other', entry({ id: 'third' }));
  expect(
    openAuditLog(folder, () => noon)
      .read('shop', {})
      .map(({ id }) => id),
  ).toEqual(['second', 'first']);
});

test('entries are found by action, outcome, person and time', () => {
  const log = openAuditLog(folder, () => noon);
  log.add('shop', entry({ id: 'old', at: noon - 1000 }));
  log.add('shop', entry({ id: 'other action', actionId: 'a2' }));
  log.add('shop', entry({ id: 'refused', outcome: 'refused' }));
  log.add('shop', entry({ id: 'of Tom', who: { id: 'u2', name: 'Tom', identity: 'anonymous' } }));
  const found = (filter: Parameters<typeof log.read>[1]): string[] =>
    log.read('shop', filter).map(({ id }) => id);
  expect(found({ actionId: 'a2' })).toEqual(['other action']);
  expect(found({ outcome: 'refused' })).toEqual(['refused']);
  expect(found({ whoId: 'u2' })).toEqual(['of Tom']);
  expect(found({ since: noon })).not.toContain('old');
});

test('the half line of a process that was killed spoils no other', () => {
  const log = openAuditLog(folder, () => noon);
  log.add('shop', entry({ id: 'before' }));
  appendFileSync(join(folder, 'audit', 'shop.jsonl'), '{"id":"half');
  log.add('shop', entry({ id: 'after' }));
  expect(log.read('shop', {}).map(({ id }) => id)).toEqual(['after', 'before']);
});

test('the oldest entries go when there are too many', () => {
  const path = join(folder, 'audit', 'shop.jsonl');
  mkdirSync(join(folder, 'audit'));
  const line = `${JSON.stringify(entry())}\n`;
  writeFileSync(path, line.repeat(auditLimits.entries * 1.2));
  const log = openAuditLog(folder, () => noon);
  log.add('shop', entry({ id: 'newest' }));
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((each) => each !== '');
  expect(lines.length).toBe(auditLimits.entries + 1);
  expect(log.read('shop', {})[0]?.id).toBe('newest');
});

test('what cannot be written is said when the log is read, and stops nobody', () => {
  writeFileSync(join(folder, 'audit'), 'in the way');
  const log = openAuditLog(folder, () => noon);
  log.add('shop', entry());
  expect(() => log.read('shop', {})).toThrow('The audit log could not be written');
});

test('a cell of the CSV never begins a formula', () => {
  const [head, row] = auditText([entry({ name: '=HYPERLINK("x")' })], 'csv').split('\n');
  expect(head).toMatch(/^when,action,/u);
  expect(row).toContain(`"'=HYPERLINK(""x"")"`);
});

test('an execution is stamped with its time, its person and what an operator decided', () => {
  const added: AuditEntry[] = [];
  let now = noon;
  const trail = new AuditTrail({ who: () => entry().who, add: (one) => added.push(one), now: () => now });
  const follow = (event: RunEvent): void => trail.follow(event);
  follow({ type: 'step.started', id: 's1', kind: 'action', workflowId: 'w', args: {} });
  follow({ type: 'approval.decided', id: 's1', actionId: 'a1', decision: 'approved', reason: 'Late parcel' });
  follow({ type: 'effect.ended', key: 'k', name: 'operation.call', stepId: 's1', isPretended: true });
  now += 250;
  follow({
    type: 'action.executed',
    id: 's1',
    actionId: 'a1',
    name: 'Apply a discount',
    caller: 'step',
    inputs: { reason: 'x'.repeat(5000) },
    outcome: 'done',
    code: null,
    requestIds: [],
  });
  expect(added).toHaveLength(1);
  expect(added[0]).toMatchObject({
    at: noon + 250,
    durationMs: 250,
    isPretended: true,
    approval: { decision: 'approved', reason: 'Late parcel' },
    who: { name: 'Jane' },
  });
  expect(JSON.stringify(added[0]?.inputs).length).toBeLessThan(1100);
});
