// Edits that the host has not answered yet, in the order they were made.
// Invariants: an edit that was sent never changes, since the host may have it even when its answer was lost;
// before that, edits in a row with the same key become one, until a pause: the host, which may hear of them all at once
// after it was away, cannot know of it, so what follows a pause has another key.
import type { Edit, Patch } from '#shared/model/edit.ts';
import { newId } from './new-id.ts';
import { applyPatches, type ProjectIndex } from './project-index.ts';

/** A named change, ready to be sent. */
export interface Command {
  readonly label: string;
  /** Commands in a row with the same key are one undo step. */
  readonly coalesceKey?: string;
  readonly patches: readonly Patch[];
}

export interface PendingEdit extends Command {
  readonly editId: string;
  isSent: boolean;
}

/** As long as the host waits, too, between edits that become one undo step. */
const pauseMs = 2000;

interface Run {
  readonly key: string;
  readonly id: string;
  readonly at: number;
}

export class PendingEdits {
  readonly #now: () => number;
  #edits: PendingEdit[] = [];
  #run: Run | undefined;

  /** `now` in ms. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get first(): PendingEdit | undefined {
    return this.#edits[0];
  }

  get lastLabel(): string | undefined {
    return this.#edits.at(-1)?.label;
  }

  get isEmpty(): boolean {
    return this.#edits.length === 0;
  }

  add(made: Command): void {
    const command = this.#inRun(made);
    const last = this.#edits.at(-1);
    if (last !== undefined && !last.isSent && isSame(last.coalesceKey, command.coalesceKey)) {
      this.#edits.splice(-1, 1, { ...last, patches: merge(last.patches, command.patches) });
      return;
    }
    this.#edits.push({ ...command, editId: newId('edit'), isSent: false });
  }

  #inRun({ coalesceKey: key, ...command }: Command): Command {
    const at = this.#now();
    const before = this.#run;
    if (key === undefined) {
      this.#run = undefined;
      return command;
    }
    const goesOn = before?.key === key && at - before.at <= pauseMs;
    const { id } = (this.#run = { key, at, id: goesOn ? before.id : newId('run') });
    return { ...command, coalesceKey: `${key.slice(0, 150)} ${id}` };
  }

  removeFirst(): void {
    this.#edits.shift();
  }

  /** Gives all of them up; returns what they were, in words. */
  drop(): string {
    const labels = this.#edits.map(({ label }) => label).join(', ');
    this.#edits = [];
    return labels;
  }

  applyTo(index: ProjectIndex): ProjectIndex {
    return this.#edits.reduce((next, { patches }) => applyPatches(next, patches), index);
  }
}

/** An edit as the host is sent it. */
export function toEdit({ editId, label, coalesceKey, patches }: PendingEdit, baseRev: number): Edit {
  return {
    editId,
    baseRev,
    label,
    patches: [...patches],
    ...(coalesceKey === undefined ? {} : { coalesceKey }),
  };
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

/** The later patch of an entity replaces the earlier one. */
function merge(earlier: readonly Patch[], later: readonly Patch[]): readonly Patch[] {
  const isReplaced = (patch: Patch): boolean =>
    later.some((newer) => newer.collection === patch.collection && newer.id === patch.id);
  return [...earlier.filter((patch) => !isReplaced(patch)), ...later];
}
