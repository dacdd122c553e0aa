// A project file that this process writes.
// Invariants: the document in memory is what the last committed transaction left; a failed one changes neither.
import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import { applyPatches, collectionNames } from '#shared/model/apply-patches.ts';
import { checkIntegrity, describeIssues } from '#shared/model/check-integrity.ts';
import type { Edit, Patch } from '#shared/model/edit.ts';
import type { Order } from '#shared/model/order.ts';
import type { CollectionName, ProjectDocument } from '#shared/model/project.ts';
import { ChangeLog, type LoggedStep } from './change-log.ts';
import { EntityStore, type PlacedPatch } from './entity-store.ts';
import { type PastState, pastState } from './past-state.ts';
import type {
  EditAnswer,
  HistoryEntry,
  HistoryPoint,
  Project,
  ProjectChange,
  ProjectView,
  RevertAnswer,
  Version,
} from './project.ts';
import { restorePatches } from './restore-patches.ts';
import { storageError } from './storage-error.ts';
import { VersionStore } from './version-store.ts';

const coalesceWithinMs = 2000;

interface Ordered {
  readonly document: ProjectDocument;
  /** Of collections in which it does not follow from the patches. */
  readonly order: Order;
}

export interface EditableProjectParts {
  readonly path: string;
  readonly database: Database;
  readonly now: () => number;
  /** Lets go of the database and the lock. */
  readonly release: () => void;
}

export class EditableProject implements Project {
  readonly path: string;
  readonly readOnly = null;
  readonly #parts: EditableProjectParts;
  readonly #store: EntityStore;
  readonly #log: ChangeLog;
  readonly #versions: VersionStore;
  readonly #knowledge: KnowledgeStore;
  readonly #listeners = new Set<(change: ProjectChange) => void>();
  #document: ProjectDocument;
  #rev: number;
  #isClosed = false;

  constructor(parts: EditableProjectParts) {
    this.#parts = parts;
    this.path = parts.path;
    this.#store = new EntityStore(parts.database);
    this.#log = new ChangeLog(parts.database);
    this.#versions = new VersionStore(parts.database);
    this.#knowledge = new KnowledgeStore(parts.database);
    this.#document = this.#store.load();
    this.#rev = this.#log.rev();
  }

  get rev(): number {
    return this.#rev;
  }

  document(): ProjectDocument {
    return this.#document;
  }

  view(): ProjectView {
    const { path, readOnly } = this;
    return { path, readOnly, rev: this.#rev, document: this.#document, ...this.#log.labels() };
  }

  edit(edit: Edit): EditAnswer {
    if (this.#log.hasApplied(edit.editId)) return this.#applied();
    if (edit.baseRev !== this.#rev) return { status: 'stale', project: this.view() };
    this.#apply(edit, new Map());
    return this.#applied();
  }

  undo(baseRev: number): RevertAnswer {
    if (baseRev !== this.#rev) return { status: 'stale', project: this.view() };
    const step = this.#log.latest();
    if (step === undefined) throw new AppError('NOTHING_TO_UNDO', 'There is nothing to undo.');
    return this.#revert(step, step.backward, true);
  }

  redo(baseRev: number): RevertAnswer {
    if (baseRev !== this.#rev) return { status: 'stale', project: this.view() };
    const step = this.#log.nextToRedo();
    if (step === undefined) throw new AppError('NOTHING_TO_REDO', 'There is nothing to redo.');
    return this.#revert(step, step.forward, false);
  }

  history(limit: number, before?: number): readonly HistoryEntry[] {
    return this.#log.history(limit, before);
  }

  versions(): readonly Version[] {
    return this.#versions.list();
  }

  documentAt(point: HistoryPoint): ProjectDocument {
    return this.#past(point).document;
  }

  restore(baseRev: number, point: HistoryPoint): RevertAnswer {
    if (baseRev !== this.#rev) return { status: 'stale', project: this.view() };
    const { document, label } = this.#past(point);
    const placed = restorePatches(this.#document, document, this.#store);
    if (placed.length === 0) {
      throw new AppError('NOTHING_TO_RESTORE', 'Nothing was changed: the project is as it was then.');
    }
    const patches = placed.map(({ patch }) => patch);
    const places = new Map(placed.map(({ place, patch }) => [keyOf(patch), place]));
    const order = this.#apply({ editId: randomUUID(), baseRev, label, patches }, places);
    return { ...this.#done(), label, patches, order };
  }

  saveVersion(name: string, point: HistoryPoint): Version {
    const { document } = this.#past(point);
    return this.#keep(`"${name}" could not be saved`, () =>
      this.#versions.save(name, this.#parts.now(), document),
    );
  }

  deleteVersion(id: string): void {
    this.#keep('The version could not be deleted', () => this.#versions.delete(id));
  }

  readKnowledge<Result>(work: (store: KnowledgeStore) => Result): Result {
    return this.#keep('The knowledge of this project could not be read', () => work(this.#knowledge));
  }

  writeKnowledge(): KnowledgeStore {
    return this.#knowledge;
  }

  onChange(listener: (change: ProjectChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listeners.clear();
    this.#parts.release();
  }

  #past(point: HistoryPoint): PastState {
    const stores = { store: this.#store, log: this.#log, versions: this.#versions };
    return pastState(this.#document, stores, point);
  }

  #keep<Result>(what: string, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw storageError(error, what);
    }
  }

  /** `places`: where entities come to stand, by `keyOf`; others keep their place, or go to the end. */
  #apply(edit: Edit, places: ReadonlyMap<string, number | null>): Order {
    const patches = onePerEntity(edit.patches);
    this.#refuseWrongIds(edit.label, patches);
    const next = applyPatches(this.#document, patches);
    const issues = checkIntegrity(next);
    if (issues.length > 0) throw invalid(edit.label, describeIssues(issues), { issues });

    return this.#commit(`"${edit.label}" could not be saved`, patches, (rev) => {
      const backward = this.#store.inverse(patches);
      const placed = patches.map((patch, index) => ({
        place: places.get(keyOf(patch)) ?? backward[index]?.place ?? null,
        patch,
      }));
      const forward = this.#store.write(placed);
      this.#logStep(edit, rev, forward, backward);
      this.#log.noteApplied(edit.editId, rev);
      return places.size === 0 ? { document: next, order: {} } : this.#inOrder(next, patches);
    });
  }

  #revert(step: LoggedStep, placed: readonly PlacedPatch[], isUndo: boolean): RevertAnswer {
    const patches = placed.map(({ patch }) => patch);
    const order = this.#commit(
      `"${step.label}" could not be ${isUndo ? 'undone' : 'redone'}`,
      patches,
      () => {
        this.#store.write(placed);
        this.#log.mark(step.id, isUndo);
        return this.#inOrder(applyPatches(this.#document, patches), patches);
      },
    );
    return { ...this.#done(), label: step.label, patches, order };
  }

  /** Returns the order of collections in which it does not follow from the patches. */
  #commit(what: string, patches: readonly Patch[], work: (rev: number) => Ordered): Order {
    const rev = this.#rev + 1;
    const run = this.#parts.database.transaction(() => {
      if (this.#log.raiseRev(this.#rev)) return work(rev);
      throw new AppError('PROJECT_LOCKED', `${what}: another program changed the file. Open it again.`, {
        blame: 'environment',
      });
    });
    const { document, order } = this.#keep(what, () => run.immediate());
    this.#document = document;
    this.#rev = rev;
    for (const listener of this.#listeners) listener({ rev, patches, order });
    return order;
  }

  /** What was put without a place of its own stands where the file has it. */
  #inOrder(patched: ProjectDocument, patches: readonly Patch[]): Ordered {
    const named = new Set<string>(patches.map(({ collection }) => collection));
    const names = collectionNames.filter((name) => named.has(name));
    const document = this.#store.inStoredOrder(patched, names);
    const order: Partial<Record<CollectionName, string[]>> = {};
    for (const name of names) {
      const isSame = document[name].every(({ id }, place) => patched[name][place]?.id === id);
      if (!isSame) order[name] = document[name].map(({ id }) => id);
    }
    return { document, order };
  }

  #logStep(edit: Edit, rev: number, forward: readonly PlacedPatch[], backward: readonly PlacedPatch[]): void {
    const at = this.#parts.now();
    const step = { rev, at, label: edit.label, coalesce_key: edit.coalesceKey ?? null };
    const last = edit.coalesceKey === undefined ? undefined : this.#log.latestHead();
    // Undo and redo raise `rev` too, so equal revs mean that nothing happened in between.
    const goesOn =
      last?.coalesce_key === edit.coalesceKey && last?.rev === rev - 1 && at - last.at <= coalesceWithinMs;
    const before = goesOn ? this.#log.latest() : undefined;
    if (before === undefined) {
      this.#log.append({ ...step, forward: [...forward], backward: [...backward] });
    } else {
      this.#log.extend(before.id, {
        ...step,
        forward: latestPerEntity([...before.forward, ...forward]),
        backward: latestPerEntity([...backward, ...before.backward]),
      });
    }
  }

  #applied(): EditAnswer {
    return this.#done();
  }

  #done() {
    return { status: 'applied' as const, rev: this.#rev, ...this.#log.labels() };
  }

  #refuseWrongIds(label: string, patches: readonly Patch[]): void {
    for (const { collection, id, value } of patches) {
      const expected = collection === 'workspace' ? this.#document.workspace.id : id;
      if (value !== null && (value.id !== id || value.id !== expected)) {
        throw invalid(label, `${collection}.${id} was given the id "${value.id}"; ids never change.`);
      }
    }
  }
}

const keyOf = ({ collection, id }: Patch): string => `${collection}/${id}`;

function latestPerEntity(placed: readonly PlacedPatch[]): PlacedPatch[] {
  return [...new Map(placed.map((each) => [keyOf(each.patch), each])).values()];
}

function onePerEntity(patches: readonly Patch[]): Patch[] {
  return [...new Map(patches.map((patch) => [keyOf(patch), patch])).values()];
}

function invalid(label: string, reason: string, details: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError('EDIT_INVALID', `"${label}" was not applied: ${reason}`, { details });
}
