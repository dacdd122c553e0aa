// The projects that windows of this host have open for editing: each file once, whoever looks at it.
// Invariants: at most one hold of a project may edit; the file is let go with its last hold.
import { existsSync, realpathSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';
import type { ProjectHold } from './handlers/handler.ts';
import { openProject } from './project/open-project.ts';
import type { Project } from './project/project.ts';

export interface HeldProject extends ProjectHold {
  release(): void;
}

/** Opens projects for windows: for editing when nobody else edits, else for reading. Throws what `openProject` throws. */
export class OpenProjects {
  readonly #shared = new Map<string, { readonly project: Project; readonly holds: Set<HeldProject> }>();

  /** `instead` is a hold that the same window gives up for this one; a reader may so become the one who edits. */
  hold(path: string, instead?: HeldProject): HeldProject {
    const shared = this.#shared.get(existsSync(path) ? realpathSync.native(path) : path);
    if (shared !== undefined) {
      const isTaken = [...shared.holds].some((hold) => hold !== instead && hold.readOnly === null);
      return this.#join(shared.project, shared.holds, isTaken ? otherWindow : null);
    }
    const { project, readOnly } = openForBest(path);
    const holds = new Set<HeldProject>();
    // A project that someone else edits is read anew for each window.
    if (readOnly === null) this.#shared.set(project.path, { project, holds });
    return this.#join(project, holds, readOnly);
  }

  #join(project: Project, holds: Set<HeldProject>, readOnly: string | null): HeldProject {
    const end = new AbortController();
    const hold: HeldProject = {
      project,
      readOnly,
      ended: end.signal,
      release: () => {
        if (!holds.delete(hold)) return;
        end.abort();
        if (holds.size > 0) return;
        this.#shared.delete(project.path);
        project.close();
      },
    };
    holds.add(hold);
    return hold;
  }
}

const otherWindow =
  'This project is being edited in another window, and changes made there appear here. To edit it here, close it there and open it again.';

function openForBest(path: string): { readonly project: Project; readonly readOnly: string | null } {
  try {
    return { project: openProject(path), readOnly: null };
  } catch (error) {
    const isInTheWay =
      AppError.is(error) && (error.code === 'PROJECT_LOCKED' || error.code === 'STORAGE_FAILED');
    if (!isInTheWay) throw error;
    const readOnly = `${error.message} Until then you see it as it was when you opened it here.`;
    return { project: openProject(path, { readOnly: true }), readOnly };
  }
}
