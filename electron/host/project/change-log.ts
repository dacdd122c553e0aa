// The `change` table: undo steps with what they did and what takes them back, and which edits were applied.
// Invariants: undone steps are always the latest ones; a new step drops them.
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import { type PlacedPatch, placedPatchSchema } from './entity-store.ts';
import type { HistoryEntry } from './project.ts';

/** Undo steps and edit ids that are kept; older ones are dropped when a project is opened for editing. */
const kept = 10_000;

const patches = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(placedPatchSchema));

const headSchema = z.object({
  id: z.int(),
  rev: z.int(),
  at: z.number(),
  label: z.string(),
  coalesce_key: z.string().nullable(),
});

const stepSchema = headSchema.extend({
  forward: patches,
  backward: patches,
});

export type LoggedStep = z.infer<typeof stepSchema>;
type NewStep = Omit<LoggedStep, 'id'>;

const labelSchema = z.string().optional();
const entries = z.array(
  z
    .object({ rev: z.int(), label: z.string(), at: z.number(), is_undone: z.int() })
    .transform(({ is_undone, ...entry }): HistoryEntry => ({ ...entry, isUndone: is_undone === 1 })),
);

const latestDone = 'FROM change WHERE is_undone = 0 ORDER BY id DESC LIMIT 1';
const firstUndone = 'FROM change WHERE is_undone = 1 ORDER BY id LIMIT 1';

export class ChangeLog {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database) {
    this.#database = database;
  }

  rev(): number {
    return z.int().parse(this.#prepare('SELECT rev FROM meta').pluck().get());
  }

  /** Moves from one rev to the next. False when someone else wrote the file in between, which the lock forbids. */
  raiseRev(from: number): boolean {
    return this.#prepare('UPDATE meta SET rev = rev + 1 WHERE rev = ?').run(from).changes === 1;
  }

  /** `latest` without its patches, which can be many. */
  latestHead(): z.infer<typeof headSchema> | undefined {
    const select = `SELECT id, rev, at, label, coalesce_key ${latestDone}`;
    return headSchema.optional().parse(this.#prepare(select).get());
  }

  latest(): LoggedStep | undefined {
    return stepSchema.optional().parse(this.#prepare(`SELECT * ${latestDone}`).get());
  }

  nextToRedo(): LoggedStep | undefined {
    return stepSchema.optional().parse(this.#prepare(`SELECT * ${firstUndone}`).get());
  }

  labels(): { readonly undoLabel: string | null; readonly redoLabel: string | null } {
    const read = (from: string) =>
      labelSchema.parse(this.#prepare(`SELECT label ${from}`).pluck().get()) ?? null;
    return { undoLabel: read(latestDone), redoLabel: read(firstUndone) };
  }

  append(step: NewStep): void {
    this.#prepare('DELETE FROM change WHERE is_undone = 1').run();
    this.#prepare(
      'INSERT INTO change (rev, at, label, coalesce_key, forward, backward) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(step.rev, step.at, step.label, step.coalesce_key, ...patchTexts(step));
  }

  /** Makes a further edit part of a step that is there: it goes on from `forward`, and goes back as far as before. */
  extend(id: number, step: NewStep): void {
    this.#prepare('UPDATE change SET rev = ?, at = ?, label = ?, forward = ?, backward = ? WHERE id = ?').run(
      step.rev,
      step.at,
      step.label,
      ...patchTexts(step),
      id,
    );
  }

  mark(id: number, isUndone: boolean): void {
    this.#prepare('UPDATE change SET is_undone = ? WHERE id = ?').run(isUndone ? 1 : 0, id);
  }

  hasApplied(editId: string): boolean {
    return this.#prepare('SELECT 1 FROM applied_edit WHERE edit_id = ?').get(editId) !== undefined;
  }

  noteApplied(editId: string, rev: number): void {
    this.#prepare('INSERT INTO applied_edit VALUES (?, ?)').run(editId, rev);
  }

  /** Newest first; with `before`, those that came before the step that led to that rev. */
  history(limit: number, before = Number.MAX_SAFE_INTEGER): readonly HistoryEntry[] {
    const select = 'SELECT rev, label, at, is_undone FROM change WHERE rev < ? ORDER BY id DESC LIMIT ?';
    return entries.parse(this.#prepare(select).all(before, limit));
  }

  /** The undo step that led to `rev`. */
  entry(rev: number): HistoryEntry | undefined {
    const select = 'SELECT rev, label, at, is_undone FROM change WHERE rev = ?';
    return entries.parse(this.#prepare(select).all(rev))[0];
  }

  /** In their order, what takes back every step after `rev`. */
  *doneAfter(rev: number): Iterable<PlacedPatch> {
    const select = 'SELECT backward FROM change WHERE is_undone = 0 AND rev > ? ORDER BY id DESC';
    for (const text of this.#prepare(select).pluck().iterate(rev)) yield* patches.parse(text);
  }

  /** In their order, what does the undone steps again, up to the one that led to `rev`. */
  *undoneUpTo(rev: number): Iterable<PlacedPatch> {
    const select = 'SELECT forward FROM change WHERE is_undone = 1 AND rev <= ? ORDER BY id';
    for (const text of this.#prepare(select).pluck().iterate(rev)) yield* patches.parse(text);
  }

  prune(): void {
    this.#prepare('DELETE FROM change WHERE id <= (SELECT max(id) FROM change) - ?').run(kept);
    this.#prepare('DELETE FROM applied_edit WHERE rev <= (SELECT rev FROM meta) - ?').run(kept);
  }

  #prepare(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function patchTexts(step: NewStep): readonly [string, string] {
  const write = (list: readonly PlacedPatch[]) => JSON.stringify(list);
  return [write(step.forward), write(step.backward)];
}
