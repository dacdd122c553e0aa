// What actions did in previews: one file per project in the user folder, a line of JSON for each, beside the project and its undo.
// Invariants: lines are only added, until the oldest are dropped (`auditLimits`); a line that cannot be understood, such as the half
// one of a process that was killed, is passed over; nothing sensitive is kept, since the events have nothing of it.
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditEntry, auditEntrySchema, type AuditFilter } from '#shared/ipc/actions.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { parseJson } from '#shared/util/json.ts';
import { storageError } from '../project/storage-error.ts';
import { writeFileWhole } from '../write-file-whole.ts';

export interface AuditLog {
  /** Never throws: a conversation goes on without it. What went wrong is thrown by `read`. */
  add(projectId: string, entry: AuditEntry): void;
  /** Newest first. Throws STORAGE_FAILED, also when the latest entry could not be written. */
  read(projectId: string, filter: AuditFilter): readonly AuditEntry[];
}

export const auditLimits = { entries: 5000, days: 365 } as const;

const dayMs = 24 * 3_600_000;

export function openAuditLog(folder: string, now: () => number = Date.now): AuditLog {
  /** What each file said when it was this long. */
  const known = new Map<string, { readonly size: number; readonly entries: readonly AuditEntry[] }>();
  let trouble: AppError | undefined;
  const pathOf = (projectId: string): string => join(folder, 'audit', `${projectId}.jsonl`);

  const load = (projectId: string): readonly AuditEntry[] => {
    const path = pathOf(projectId);
    if (!existsSync(path)) return [];
    try {
      const { size } = statSync(path);
      const before = known.get(projectId);
      if (before?.size === size) return before.entries;
      const entries = readFileSync(path, 'utf8').split('\n').flatMap(readLine);
      known.set(projectId, { size, entries });
      return entries;
    } catch (error) {
      throw storageError(error, 'The audit log could not be read');
    }
  };

  const dropOldest = (projectId: string): void => {
    const oldest = now() - auditLimits.days * dayMs;
    const kept = load(projectId)
      .slice(-auditLimits.entries)
      .filter(({ at }) => at >= oldest);
    writeFileWhole(pathOf(projectId), kept.map(lineOf).join(''), 0o600);
    known.delete(projectId);
  };

  return {
    add(projectId, entry) {
      try {
        mkdirSync(join(folder, 'audit'), { recursive: true });
        // Seldom, since all of it is written again.
        if (load(projectId).length >= auditLimits.entries * 1.2) dropOldest(projectId);
        const entries = load(projectId);
        const line = lineOf(entry);
        appendFileSync(pathOf(projectId), line, { mode: 0o600 });
        const size = (known.get(projectId)?.size ?? 0) + Buffer.byteLength(line);
        known.set(projectId, { size, entries: [...entries, entry] });
        trouble = undefined;
      } catch (error) {
        trouble = storageError(error, 'The audit log could not be written');
      }
    },
    read(projectId, { actionId, outcome, whoId, since }) {
      if (trouble !== undefined) throw trouble;
      const oldest = Math.max(since ?? 0, now() - auditLimits.days * dayMs);
      return load(projectId)
        .slice(-auditLimits.entries)
        .filter(
          (entry) =>
            entry.at >= oldest &&
            (actionId === undefined || entry.actionId === actionId) &&
            (outcome === undefined || entry.outcome === outcome) &&
            (whoId === undefined || entry.who.id === whoId),
        )
        .toReversed();
    },
  };
}

/** Begins with a line break as well, so that the half line of a killed process spoils no other. */
const lineOf = (entry: AuditEntry): string => `\n${JSON.stringify(entry)}\n`;

function readLine(line: string): AuditEntry[] {
  if (line === '') return [];
  const { data } = auditEntrySchema.safeParse(parseJson(line));
  return data === undefined ? [] : [data];
}
