import { expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { Edit } from '#shared/model/edit.ts';
import { applyPatches } from '#shared/model/apply-patches.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { nameStep } from '../commands/step-commands.ts';
import { aProject, step } from './project.testing.ts';
import { type OpenProject, type ProjectHost, ProjectSync, type ProjectView } from './project-sync.ts';

/** A host that keeps the project in memory and answers when it is told to. */
class SlowHost implements ProjectHost {
  document: ProjectDocument = aProject([step('a'), step('b')]);
  rev = 1;
  readonly received: Edit[] = [];
  readonly #applied = new Set<string>();
  readonly #answers: (() => void)[] = [];
  /** What the next edit is refused with, after or before it was applied. */
  refusal: { readonly error: AppError; readonly isApplied: boolean } | undefined;

  view(): ProjectView {
    return {
      path: '/p.dialogram',
      rev: this.rev,
      document: this.document,
      readOnly: null,
      undoLabel: null,
      redoLabel: null,
    };
  }

  async open(): Promise<ProjectView> {
    return this.view();
  }

  async edit(edit: Edit) {
    this.received.push(edit);
    await this.#turn();
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal?.isApplied === false) throw refusal.error;
    if (!this.#applied.has(edit.editId)) {
      if (edit.baseRev !== this.rev) return { status: 'stale' as const, project: this.view() };
      this.#applied.add(edit.editId);
      this.document = applyPatches(this.document, edit.patches);
      this.rev += 1;
    }
    if (refusal !== undefined) throw refusal.error;
    return { status: 'applied' as const, rev: this.rev, undoLabel: edit.label, redoLabel: null };
  }

  async undo(baseRev: number) {
    if (baseRev !== this.rev) return { status: 'stale' as const, project: this.view() };
    this.rev += 1;
    const value = step('a');
    this.document = applyPatches(this.document, [{ collection: 'steps', id: 'a', value }]);
    return {
      status: 'applied' as const,
      rev: this.rev,
      undoLabel: null,
      redoLabel: 'Rename step',
      label: 'Rename step',
      patches: [{ collection: 'steps' as const, id: 'a', value }],
      order: {},
    };
  }

  redo(baseRev: number) {
    return this.undo(baseRev);
  }

  restore(baseRev: number) {
    return this.undo(baseRev);
  }

  /** Lets the oldest edit be answered, and everything that follows from it happen. */
  async answer(): Promise<void> {
    await settled();
    this.#answers.shift()?.();
    await settled();
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#answers.push(resolve);
    });
  }
}

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

function start(host: SlowHost) {
  const shown: OpenProject[] = [];
  const troubles: string[] = [];
  const sync = new ProjectSync(host, host.view(), {
    onChange: (project) => shown.push(project),
    onTrouble: (title) => troubles.push(title),
  });
  const rename = (id: string, name: string): void => {
    const command = nameStep(sync.project.index, id, name);
    if (command !== null) sync.run(command);
  };
  const nameOf = (id: string): string | undefined => sync.project.index.steps.get(id)?.name;
  return { sync, shown, troubles, rename, nameOf };
}

const down = new AppError('HOST_DOWN', 'gone', { blame: 'environment' });

test('an edit is on the screen at once and saved when the host answered', async () => {
  const host = new SlowHost();
  const { sync, rename, nameOf } = start(host);
  rename('a', 'Hello');
  expect(nameOf('a')).toBe('Hello');
  expect(sync.project).toMatchObject({ sync: 'saving', undoLabel: 'Rename step' });
  await host.answer();
  expect(sync.project.sync).toBe('saved');
  expect(host.document.steps[0]?.name).toBe('Hello');
});

test('typing while an answer is on its way is sent as one edit on the newest rev', async () => {
  const host = new SlowHost();
  const { rename } = start(host);
  rename('a', 'H');
  await settled();
  rename('a', 'He');
  rename('a', 'Hel');
  await host.answer();
  await host.answer();
  expect(host.received.map(({ baseRev, patches }) => [baseRev, patches.length])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(host.document.steps[0]?.name).toBe('Hel');
});

test('edits of different things stay in order and are not merged', async () => {
  const host = new SlowHost();
  const { rename, sync } = start(host);
  rename('a', 'A');
  rename('b', 'B');
  rename('a', 'AA');
  await host.answer();
  await host.answer();
  await host.answer();
  expect(host.received).toHaveLength(3);
  expect(sync.project.sync).toBe('saved');
});

test('edits made while the host is away are sent after it came back', async () => {
  const host = new SlowHost();
  const { sync, rename, nameOf } = start(host);
  void sync.linkChanged(false);
  rename('a', 'Offline');
  expect(sync.project.sync).toBe('reconnecting');
  expect(nameOf('a')).toBe('Offline');
  await sync.linkChanged(true);
  await host.answer();
  expect(host.document.steps[0]?.name).toBe('Offline');
  expect(sync.project.sync).toBe('saved');
});

test('an edit whose answer was lost is sent again with the same id and applied once', async () => {
  const host = new SlowHost();
  host.refusal = { error: down, isApplied: true };
  const { sync, rename, nameOf } = start(host);
  rename('a', 'Once');
  await host.answer();
  expect(sync.project.sync).toBe('reconnecting');
  await sync.linkChanged(true);
  rename('a', 'Twice');
  await host.answer();
  await host.answer();
  expect(host.received.map(({ editId }) => editId)[1]).toBe(host.received[0]?.editId);
  expect(host.document.steps[0]?.name).toBe('Twice');
  expect(nameOf('a')).toBe('Twice');
  expect(host.rev).toBe(3);
});

test('a stale edit gives way to the host’s state, and the author is told', async () => {
  const host = new SlowHost();
  const { sync, rename, nameOf, troubles } = start(host);
  host.document = aProject([{ ...step('a'), name: 'Elsewhere' }]);
  host.rev = 7;
  rename('a', 'Mine');
  await host.answer();
  expect(nameOf('a')).toBe('Elsewhere');
  expect(sync.project.sync).toBe('saved');
  expect(troubles).toEqual(['The project had changed elsewhere']);
});

test('a refused edit is taken off the screen without the ones after it', async () => {
  const host = new SlowHost();
  const { rename, nameOf, troubles } = start(host);
  host.refusal = { error: new AppError('EDIT_INVALID', 'no'), isApplied: false };
  rename('a', 'Bad');
  rename('b', 'Good');
  await host.answer();
  await host.answer();
  expect([nameOf('a'), nameOf('b')]).toEqual([undefined, 'Good']);
  expect(troubles).toEqual(['“Rename step” was not kept']);
});

test('an edit that the disk refused is held until it is tried again', async () => {
  const host = new SlowHost();
  const { sync, rename, nameOf } = start(host);
  const error = new AppError('STORAGE_FAILED', 'disk full', { blame: 'environment' });
  host.refusal = { error, isApplied: false };
  rename('a', 'Kept');
  await host.answer();
  expect(sync.project.sync).toBe('failed');
  expect(nameOf('a')).toBe('Kept');
  await sync.retry();
  await host.answer();
  expect(sync.project.sync).toBe('saved');
  expect(host.document.steps[0]?.name).toBe('Kept');
});

test('undo waits for what is pending', async () => {
  const host = new SlowHost();
  const { sync, rename, nameOf } = start(host);
  rename('a', 'Undone');
  const undone = sync.undo();
  await host.answer();
  await undone;
  expect(nameOf('a')).toBeUndefined();
  expect(sync.project.redoLabel).toBe('Rename step');
});

test('a change made elsewhere is shown, and a gap before it is read anew', async () => {
  const host = new SlowHost();
  const { sync, nameOf } = start(host);
  const named = (name: string) => ({ ...step('a'), name });
  await sync.changedElsewhere({
    rev: 2,
    patches: [{ collection: 'steps', id: 'a', value: named('Next') }],
    order: {},
  });
  expect(nameOf('a')).toBe('Next');
  host.document = aProject([named('Far ahead')]);
  host.rev = 9;
  await sync.changedElsewhere({
    rev: 9,
    patches: [{ collection: 'steps', id: 'a', value: named('x') }],
    order: {},
  });
  expect(nameOf('a')).toBe('Far ahead');
});

test('a project open for reading refuses edits and says why', () => {
  const host = new SlowHost();
  const troubles: string[] = [];
  const sync = new ProjectSync(
    host,
    { ...host.view(), readOnly: 'Open in another window.' },
    { onChange: () => undefined, onTrouble: (_, message) => troubles.push(message) },
  );
  const command = nameStep(sync.project.index, 'a', 'No');
  if (command !== null) sync.run(command);
  expect(sync.project.index.steps.get('a')?.name).toBeUndefined();
  expect(troubles).toEqual(['Open in another window.']);
});
