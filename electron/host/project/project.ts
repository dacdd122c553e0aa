// The contract of an open project file: what handlers, preview and the command line may do with one.
// Invariants: `rev` rises by one with every edit, undo and redo; what was answered as applied is on disk.
import type { z } from 'zod';
import type { ChannelResponse, projectViewSchema } from '#shared/ipc/channels.ts';
import type { historyEntrySchema, historyPointSchema, versionSchema } from '#shared/ipc/views.ts';
import type { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import type { Edit, Patch } from '#shared/model/edit.ts';
import type { Order } from '#shared/model/order.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

export type ProjectView = z.infer<typeof projectViewSchema>;
export type EditAnswer = ChannelResponse<'project.edit'>;
export type RevertAnswer = ChannelResponse<'project.undo'>;

/** How a project went from `rev - 1` to `rev`. */
export interface ProjectChange {
  readonly rev: number;
  readonly patches: readonly Patch[];
  readonly order: Order;
}

/** One undo step of the history. `at` is epoch ms of its last edit, `rev` what that edit led to. */
export type HistoryEntry = Readonly<z.infer<typeof historyEntrySchema>>;
export type HistoryPoint = z.infer<typeof historyPointSchema>;
export type Version = Readonly<z.infer<typeof versionSchema>>;

export interface Project {
  /** Absolute, with links resolved: one file has one path. */
  readonly path: string;
  readonly rev: number;
  /** Why this opener may not edit; null when it may. */
  readonly readOnly: string | null;
  /** The whole project; the same object until `rev` rises, and unchanged entities are the same objects after. */
  document(): ProjectDocument;
  view(): ProjectView;
  /** Applies an edit that `editSchema` has parsed. Throws EDIT_INVALID, PROJECT_READ_ONLY, STORAGE_FAILED. */
  edit(edit: Edit): EditAnswer;
  /** Throws NOTHING_TO_UNDO, PROJECT_READ_ONLY, STORAGE_FAILED. */
  undo(baseRev: number): RevertAnswer;
  /** Throws NOTHING_TO_REDO, PROJECT_READ_ONLY, STORAGE_FAILED. */
  redo(baseRev: number): RevertAnswer;
  /** Undo steps, newest first; with `before`, those before the one that led to that rev. */
  history(limit: number, before?: number): readonly HistoryEntry[];
  /** Named versions, the latest first. */
  versions(): readonly Version[];
  /** The project as it was. Throws HISTORY_POINT_NOT_FOUND, VERSION_NOT_FOUND, PROJECT_DAMAGED. */
  documentAt(point: HistoryPoint): ProjectDocument;
  /** Goes back to a point as a new edit, which can be undone. Throws also NOTHING_TO_RESTORE and what `edit` throws. */
  restore(baseRev: number, point: HistoryPoint): RevertAnswer;
  /** Gives a point a name under which it is kept for ever. Throws also INVALID_INPUT, PROJECT_READ_ONLY, STORAGE_FAILED. */
  saveVersion(name: string, point: HistoryPoint): Version;
  /** Throws VERSION_NOT_FOUND, PROJECT_READ_ONLY, STORAGE_FAILED. */
  deleteVersion(id: string): void;
  /** Looks into what the sources of knowledge say. Throws STORAGE_FAILED, PROJECT_DAMAGED. */
  readKnowledge<Result>(work: (store: KnowledgeStore) => Result): Result;
  /** Where contents of sources are kept, beside the change log. Throws PROJECT_READ_ONLY. */
  writeKnowledge(): KnowledgeStore;
  /** Calls `listener` after every change, in order. Returns how to stop. */
  onChange(listener: (change: ProjectChange) => void): () => void;
  /** Lets go of the file and its lock. Calling it twice does nothing. */
  close(): void;
}
