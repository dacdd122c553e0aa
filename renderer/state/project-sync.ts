// Keeps one open project the same on the screen and in the host. Owns the confirmed state and the edits on their way.
// Invariants: what is shown = confirmed state + pending edits, in order; one request about the project is under way at a
// time; an edit leaves the queue only when the host applied or refused it, so a lost link loses nothing; an edit sent
// twice has the same `editId`.
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelResponse, NoticePayload } from '#shared/ipc/channels.ts';
import type { HistoryPoint } from '#shared/ipc/views.ts';
import type { Edit, Patch } from '#shared/model/edit.ts';
import type { Order } from '#shared/model/order.ts';
import { type Command, type PendingEdit, PendingEdits, toEdit } from './pending-edits.ts';
import { applyPatches, indexProject, type ProjectIndex, reorder } from './project-index.ts';

/** What a window shows of its project. */
export interface OpenProject {
  readonly path: string;
  readonly index: ProjectIndex;
  readonly readOnly: string | null;
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  /** `failed` holds the edits until `retry`. */
  readonly sync: 'saved' | 'saving' | 'reconnecting' | 'failed';
}

/** The host, as far as this needs it. */
export interface ProjectHost {
  open(path: string): Promise<ProjectView>;
  edit(edit: Edit): Promise<ChannelResponse<'project.edit'>>;
  undo(baseRev: number): Promise<ChannelResponse<'project.undo'>>;
  redo(baseRev: number): Promise<ChannelResponse<'project.redo'>>;
  restore(baseRev: number, point: HistoryPoint): Promise<ChannelResponse<'project.restore'>>;
}

export interface SyncEvents {
  onChange(project: OpenProject): void;
  /** Something the author must hear: an edit that did not stick, and why. */
  onTrouble(title: string, message: string): void;
}

export type ProjectView = ChannelResponse<'project.open'>;

export class ProjectSync {
  readonly #host: ProjectHost;
  readonly #events: SyncEvents;
  readonly #path: string;
  #confirmed: ProjectIndex;
  #shown: ProjectIndex;
  #rev: number;
  #readOnly: string | null;
  #undoLabel: string | null;
  #redoLabel: string | null;
  readonly #pending = new PendingEdits();
  #isUp = true;
  #failure: AppError | undefined;
  #isClosed = false;
  #announced: OpenProject | undefined;
  /** The end of the chain of requests; each begins when the one before has been answered. */
  #tail: Promise<void> = Promise.resolve();
  #isPumping = false;

  constructor(host: ProjectHost, view: ProjectView, events: SyncEvents) {
    this.#host = host;
    this.#events = events;
    this.#path = view.path;
    this.#confirmed = indexProject(view.document);
    this.#shown = this.#confirmed;
    this.#rev = view.rev;
    this.#readOnly = view.readOnly;
    this.#undoLabel = view.undoLabel;
    this.#redoLabel = view.redoLabel;
  }

  get project(): OpenProject {
    return {
      path: this.#path,
      index: this.#shown,
      readOnly: this.#readOnly,
      undoLabel: this.#pending.lastLabel ?? this.#undoLabel,
      redoLabel: this.#pending.isEmpty ? this.#redoLabel : null,
      sync: this.#sync(),
    };
  }

  get hasPending(): boolean {
    return !this.#pending.isEmpty;
  }

  /** Shows the change at once and sends it. */
  run(command: Command): void {
    if (this.#readOnly !== null) {
      this.#events.onTrouble('This project is open for reading only', this.#readOnly);
      return;
    }
    if (command.patches.length === 0) return;
    this.#shown = applyPatches(this.#shown, command.patches);
    this.#pending.add(command);
    this.#announce();
    this.#pump();
  }

  /** Settles when everything pending was sent, or cannot be sent now. */
  async flush(): Promise<void> {
    await this.#inTurn(() => this.#sendAll());
  }

  /** Takes back the last change, after everything pending has been saved. */
  async undo(): Promise<void> {
    await this.#revert((baseRev) => this.#host.undo(baseRev), 'Could not undo');
  }

  async redo(): Promise<void> {
    await this.#revert((baseRev) => this.#host.redo(baseRev), 'Could not redo');
  }

  /** Goes back to a point of the history, by a new edit of the host. */
  async restore(point: HistoryPoint): Promise<void> {
    await this.#revert((baseRev) => this.#host.restore(baseRev, point), 'Could not go back');
  }

  /** The link or the host came or went. After a loss the project is opened again and pending edits are sent again. */
  async linkChanged(isUp: boolean): Promise<void> {
    if (this.#isClosed || isUp === this.#isUp) return;
    if (!isUp) {
      this.#isUp = false;
      this.#announce();
      return;
    }
    await this.#inTurn(async () => {
      try {
        this.#adopt(await this.#host.open(this.#path));
        this.#isUp = true;
        this.#failure = undefined;
      } catch (thrown) {
        const error = AppError.from(thrown);
        if (error.code !== 'HOST_DOWN') this.#hold(error);
      }
    });
    this.#announce();
    this.#pump();
  }

  /** Sends held edits again after a failure that trying again can mend, such as a full disk. */
  async retry(): Promise<void> {
    this.#failure = undefined;
    if (!this.#isUp) return this.linkChanged(true);
    this.#announce();
    this.#pump();
  }

  /** A change made elsewhere. */
  async changedElsewhere({ rev, patches, order }: NoticePayload<'project.changed'>): Promise<void> {
    await this.#inTurn(async () => {
      if (rev <= this.#rev) return;
      if (rev === this.#rev + 1) {
        this.#rev = rev;
        this.#confirm(patches, order);
      } else {
        this.#adopt(await this.#host.open(this.#path));
      }
    });
    this.#announce();
  }

  close(): void {
    this.#isClosed = true;
  }

  #sync(): OpenProject['sync'] {
    if (this.#failure !== undefined) return 'failed';
    if (!this.#isUp) return 'reconnecting';
    return this.#pending.isEmpty ? 'saved' : 'saving';
  }

  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    void this.#inTurn(() => this.#sendAll()).finally(() => {
      this.#isPumping = false;
      this.#announce();
      // An edit may have come after the last one was sent and before this ran.
      if (this.#canSend()) this.#pump();
    });
  }

  #canSend(): boolean {
    return this.#isUp && this.#failure === undefined && !this.#isClosed && !this.#pending.isEmpty;
  }

  async #sendAll(): Promise<void> {
    for (let edit = this.#pending.first; edit !== undefined && this.#canSend(); edit = this.#pending.first) {
      await this.#send(edit);
      this.#announce();
    }
  }

  async #send(pending: PendingEdit): Promise<void> {
    pending.isSent = true;
    try {
      const answer = await this.#host.edit(toEdit(pending, this.#rev));
      if (answer.status === 'stale') {
        const lost = this.#pending.drop();
        this.#adopt(answer.project);
        this.#events.onTrouble(
          'The project had changed elsewhere',
          `You now see its newest state. This was not kept, do it again if you still want it: ${lost}.`,
        );
        return;
      }
      this.#pending.removeFirst();
      this.#rev = answer.rev;
      this.#undoLabel = answer.undoLabel;
      this.#redoLabel = answer.redoLabel;
      // What is shown has these patches already.
      this.#confirmed = this.#pending.isEmpty ? this.#shown : applyPatches(this.#confirmed, pending.patches);
    } catch (thrown) {
      this.#refused(AppError.from(thrown), pending.label);
    }
  }

  #refused(error: AppError, label: string): void {
    if (error.code === 'HOST_DOWN') {
      // The link's own notice says when to send it again.
      this.#isUp = false;
      return;
    }
    if (error.code === 'PROJECT_NOT_OPEN') {
      this.#isUp = false;
      void this.linkChanged(true);
      return;
    }
    if (error.blame === 'environment') return this.#hold(error);
    this.#pending.removeFirst();
    this.#confirm([]);
    this.#events.onTrouble(`“${label}” was not kept`, error.message);
  }

  #hold(error: AppError): void {
    this.#failure = error;
    this.#events.onTrouble('Your last changes are not saved yet', error.message);
  }

  async #revert(
    ask: (baseRev: number) => Promise<ChannelResponse<'project.undo'>>,
    title: string,
  ): Promise<void> {
    await this.#inTurn(async () => {
      await this.#sendAll();
      if (!this.#pending.isEmpty) return;
      try {
        const answer = await ask(this.#rev);
        if (answer.status === 'stale') {
          this.#adopt(answer.project);
          this.#events.onTrouble(title, 'The project had changed elsewhere. You now see its newest state.');
          return;
        }
        this.#rev = answer.rev;
        this.#undoLabel = answer.undoLabel;
        this.#redoLabel = answer.redoLabel;
        this.#confirm(answer.patches, answer.order);
      } catch (thrown) {
        const error = AppError.from(thrown);
        if (error.code === 'NOTHING_TO_UNDO' || error.code === 'NOTHING_TO_REDO') return;
        this.#events.onTrouble(title, error.message);
      }
    });
    this.#announce();
  }

  #adopt(view: ProjectView): void {
    this.#rev = view.rev;
    this.#readOnly = view.readOnly;
    this.#undoLabel = view.undoLabel;
    this.#redoLabel = view.redoLabel;
    this.#confirmed = indexProject(view.document);
    this.#confirm([]);
  }

  /** Moves the confirmed state on. What is shown stays as it is when that is what the confirmed edit already made. */
  #confirm(patches: readonly Patch[], order: Order = {}): void {
    this.#confirmed = reorder(applyPatches(this.#confirmed, patches), order);
    this.#shown = this.#pending.applyTo(this.#confirmed);
  }

  /** Everything on the screen listens, so it hears only of what differs. */
  #announce(): void {
    const { project } = this;
    if (this.#isClosed || (this.#announced !== undefined && isSame(project, this.#announced))) return;
    this.#announced = project;
    this.#events.onChange(project);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#tail = this.#tail.then(work).catch((thrown: unknown) => {
      const error = AppError.from(thrown);
      if (error.code === 'HOST_DOWN') this.#isUp = false;
      else this.#events.onTrouble('Could not reach the project', error.message);
    });
    return this.#tail;
  }
}

function isSame(one: OpenProject, other: OpenProject): boolean {
  return (
    one.index === other.index &&
    one.readOnly === other.readOnly &&
    one.undoLabel === other.undoLabel &&
    one.redoLabel === other.redoLabel &&
    one.sync === other.sync
  );
}
